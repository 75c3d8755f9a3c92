package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every data analysis keeps to, whatever it looks for. Extend it and name the analysis. */
public abstract class DataAnalysisContract {
  /** What a number or text that is not there looks like when it is printed all the same. */
  private static final Pattern UNPRINTABLE = Pattern.compile("\\b(NaN|null|Infinity)\\b");

  private static final double CLOSE = 1e-6;

  /** Returns a new instance of the analysis. */
  protected abstract DataAnalysis analysis();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns rows that the analysis applies to; those of an application form unless overridden. */
  protected InspectedCase rows() {
    return InspectedCase.regular();
  }

  private InspectedCase given() {
    return rows().with(settings());
  }

  private AnalysisResult analyse(InspectedCase rows) {
    AnalysisResult result = analysis().analyse(rows);
    assertNotNull(result, "analyse returned null");
    return result;
  }

  /** It applies to rows that have what it is about, and shows figures. */
  @Test
  void rowsThatSuitAreAnalysed() {
    AnalysisResult result = analyse(given());
    assertTrue(result.applies(), result.notApplicable());
    assertFalse(result.tables().isEmpty(), "no table");
    assertTrue(result.rows() > 0 && result.rows() <= given().data().size(), "rows");
    readable(result);
  }

  /** The same rows give the same. */
  @Test
  void theAnalysisIsDeterministic() {
    assertEquals(analyse(given()), analyse(given()));
  }

  /** The order of rows does not matter, but for the last digits of sums. */
  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, given().data().size()).boxed().toList());
    Collections.shuffle(order, new Random(3));
    int[] moved = order.stream().mapToInt(Integer::intValue).toArray();
    same(analyse(given()), analyse(given().select("moved", moved)));
  }

  private static void same(AnalysisResult one, AnalysisResult two) {
    assertEquals(one.rows(), two.rows());
    assertEquals(
        one.findings().stream().map(Finding::sentence).toList(),
        two.findings().stream().map(Finding::sentence).toList());
    assertEquals(one.tables().size(), two.tables().size(), "tables");
    for (int t = 0; t < one.tables().size(); t++) {
      AnalysisTable a = one.tables().get(t);
      AnalysisTable b = two.tables().get(t);
      assertEquals(a.columns(), b.columns());
      assertEquals(a.rows().size(), b.rows().size(), a.title());
      for (int row = 0; row < a.rows().size(); row++) {
        for (int c = 0; c < a.columns().size(); c++) {
          same(a, a.rows().get(row).get(c), b.rows().get(row).get(c));
        }
      }
    }
  }

  private static void same(AnalysisTable table, Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      double size = Math.max(1, Math.abs(x.doubleValue()));
      assertEquals(x.doubleValue(), y.doubleValue(), CLOSE * size, table.title());
    } else {
      assertEquals(a, b, table.title());
    }
  }

  /** Rows are looked at and left alone. */
  @Test
  void rowsAreLeftAlone() {
    InspectedCase rows = given();
    analyse(rows);
    assertEquals(content(given().data()), content(rows.data()));
  }

  private static List<String> content(Dataset data) {
    List<String> content = new ArrayList<>();
    for (Column column : data.schema().columns()) {
      content.add(column + " " + Arrays.toString(data.values(column.name()).toArray()));
    }
    return content;
  }

  /** What findings say can be read as it stands: no figure that is not there is printed. */
  private static void readable(AnalysisResult result) {
    for (Finding finding : result.findings()) {
      assertFalse(UNPRINTABLE.matcher(finding.sentence()).find(), finding.sentence());
    }
    for (AnalysisTable table : result.tables()) {
      assertFalse(UNPRINTABLE.matcher(table.title()).find(), table.title());
    }
  }

  /** Rows that lack something give a result, a reason why not, or a problem. */
  @Test
  void poorRowsGiveAResultOrAReason() {
    InspectedCase rows = given();
    String attribute = rows.data().schema().with(Role.PROTECTED).get(0).name();
    List<InspectedCase> poor = new ArrayList<>();
    poor.add(rows.select("no row"));
    poor.add(rows.select("one row", 0));
    poor.add(rows.select("two rows", 0, 1));
    poor.add(rows.withoutProtected());
    poor.add(rows.withConstant("one group", attribute, "x"));
    poor.add(rows.withConstant("no group known", attribute, null));
    poor.add(oneMember(rows, attribute));
    poor.add(manyGroups(rows, attribute));
    for (Column column : rows.data().schema().with(Role.FEATURE)) {
      Object missing = column.type() == ValueType.NUMBER ? Double.NaN : null;
      poor.add(rows.withConstant("no value of " + column.name(), column.name(), missing));
    }
    if (rows.label().isPresent()) {
      poor.add(rows.withoutLabel());
      poor.add(rows.withOneClass());
      poor.add(rows.withoutFavourable());
    }
    poor.forEach(this::resultOrReason);
  }

  private static InspectedCase oneMember(InspectedCase rows, String attribute) {
    return withGroups(rows, "a group of one", attribute, row -> row == 5 ? "alone" : "many");
  }

  private static InspectedCase manyGroups(InspectedCase rows, String attribute) {
    return withGroups(rows, "a group for each row", attribute, row -> "g" + row);
  }

  private static InspectedCase withGroups(
      InspectedCase rows, String name, String attribute, IntFunction<String> group) {
    Dataset data = rows.data();
    Column column = data.schema().columns().get(data.schema().indexOf(attribute));
    List<String> groups = IntStream.range(0, data.size()).mapToObj(group).toList();
    return rows.with(name, data.with(column, groups));
  }

  private void resultOrReason(InspectedCase poor) {
    AnalysisResult result;
    try {
      result = analyse(poor);
    } catch (GovernanceException refused) {
      assertFalse(refused.getMessage().isBlank(), poor.name());
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(poor.name() + ": " + e, e);
    }
    assertTrue(result.rows() <= poor.data().size(), poor.name());
    readable(result);
  }
}
