package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every transform keeps to, whatever it changes. Extend it and name the transform. */
public abstract class TransformContract {
  private static final String ID = "id";

  /** Returns a new instance of the transform. */
  protected abstract DatasetTransform transform();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /**
   * Returns rows to train on; those of an application form unless overridden. A column named {@code
   * id} tells the rows apart.
   */
  protected Dataset training() {
    return rows(0, "a", "b", "c", "d", "e", "f");
  }

  /** Returns rows of another split, with values that training has not. */
  protected Dataset other() {
    return rows(4, "g", "h", "i");
  }

  private static Dataset rows(int shift, String... ids) {
    List<List<Object>> columns = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      columns.add(new ArrayList<>());
    }
    for (int i = 0; i < ids.length; i++) {
      int at = i + shift;
      Object[] row = {
        ids[i],
        "text of " + at,
        at % 3 == 2 ? null : "f" + at % 3,
        at == 1 ? Double.NaN : 20.0 + 7 * at,
        at % 4 == 0 ? "rent" : "own" + at / 4,
        at % 2 == 0 ? "yes" : "no"
      };
      for (int c = 0; c < row.length; c++) {
        columns.get(c).add(row[c]);
      }
    }
    return Dataset.of(
        new Schema(
            List.of(
                new Column(ID, ValueType.STRING, Role.ID),
                new Column("words", ValueType.STRING, Role.TEXT),
                new Column("sex", ValueType.STRING, Role.PROTECTED),
                new Column("income", ValueType.NUMBER, Role.FEATURE),
                new Column("housing", ValueType.STRING, Role.FEATURE),
                new Column("default", ValueType.STRING, Role.LABEL))),
        columns);
  }

  private FittedTransform fit(Dataset training) {
    FittedTransform fitted = transform().fit(new Given(training, settings()));
    assertNotNull(fitted, "fit returned null");
    return fitted;
  }

  private record Given(Dataset training, Map<String, Object> values) implements TransformSetup {
    @Override
    public Settings settings() {
      return Settings.of("the transform under test", values);
    }

    @Override
    public long seed() {
      return 7;
    }

    @Override
    public Optional<String> favourable() {
      return Optional.of("yes");
    }
  }

  /** Fitting twice learns the same, and has something to show for the lineage. */
  @Test
  void fittingIsDeterministic() {
    String state = fit(training()).state();
    assertNotNull(state, "state returned null");
    assertEquals(state, fit(training()).state());
  }

  /** Rows that the model is judged on stay, in their order. */
  @Test
  void validationAndTestRowsAreKept() {
    FittedTransform fitted = fit(training());
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      Dataset result = fitted.apply(other(), split).data();
      assertEquals(other().values(ID), result.values(ID), split.toString());
    }
  }

  /** Applying gives the same again and leaves its input alone. */
  @Test
  void applyingIsPure() {
    FittedTransform fitted = fit(training());
    for (Split split : Split.values()) {
      Dataset data = training();
      List<String> first = content(fitted.apply(data, split).data());
      assertEquals(first, content(fitted.apply(data, split).data()), split.toString());
      assertEquals(content(training()), content(data), split.toString());
    }
  }

  /** A split that differs afterwards says what was changed, and one that does not says nothing. */
  @Test
  void changesAreReported() {
    FittedTransform fitted = fit(training());
    for (Split split : Split.values()) {
      TransformResult result = fitted.apply(training(), split);
      boolean same = content(training()).equals(content(result.data()));
      assertEquals(same, result.changes().isEmpty(), () -> split + ": " + result.changes());
      result.changes().forEach(change -> assertTrue(change.count() > 0, change::toString));
    }
  }

  /** Nothing is learnt from other splits, and a split may be empty. */
  @Test
  void anEmptySplitStaysEmpty() {
    FittedTransform fitted = fit(training());
    String before = fitted.state();
    Dataset none = other().select(new int[0]);
    for (Split split : Split.values()) {
      assertEquals(0, fitted.apply(none, split).data().size(), split.toString());
    }
    fitted.apply(other(), Split.TEST);
    assertEquals(before, fitted.state());
  }

  /**
   * What a row of another split becomes follows from the row and the training rows alone: nothing
   * is learnt from the rows beside it.
   */
  @Test
  void rowsOfOtherSplitsAreTransformedEachForItself() {
    FittedTransform fitted = fit(training());
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      Dataset together = fitted.apply(other(), split).data();
      for (int row = 0; row < other().size(); row++) {
        int[] one = {row};
        Dataset alone = fitted.apply(other().select(one), split).data();
        assertEquals(content(together.select(one)), content(alone), split + " row " + row);
      }
    }
  }

  /** What is learnt depends on the training rows. */
  @Test
  void anotherTrainingSplitIsNotTakenForTheSame() {
    FittedTransform fitted = fit(training());
    String before = fitted.state();
    fit(other());
    assertEquals(before, fitted.state(), "fitting again changed what was learnt before");
  }

  /**
   * The lineage is complete: the number of rows that came or went is told, and so is every column
   * that came, went or holds other values.
   */
  @Test
  void theLineageIsComplete() {
    FittedTransform fitted = fit(training());
    for (Split split : Split.values()) {
      Dataset before = split == Split.TRAIN ? training() : other();
      TransformResult result = fitted.apply(before, split);
      String told = split + ": " + result.changes();
      long rows = (long) result.data().size() - before.size();
      if (rows != 0) {
        ChangeType type = rows > 0 ? ChangeType.ADDED : ChangeType.REMOVED;
        long counted =
            result.changes().stream()
                .filter(c -> c.type() == type)
                .mapToLong(TransformResult.Change::count)
                .sum();
        assertTrue(counted >= Math.abs(rows), told + " for " + rows + " rows");
      }
      for (String column : changed(before, result.data(), rows == 0)) {
        assertTrue(
            result.changes().stream().anyMatch(c -> c.what().contains(column)),
            told + " does not name column " + column);
      }
    }
  }

  private static Set<String> changed(Dataset before, Dataset after, boolean sameRows) {
    Set<String> changed = new TreeSet<>(before.schema().names());
    changed.addAll(after.schema().names());
    changed.removeIf(
        name ->
            before.schema().indexOf(name) >= 0
                && after.schema().indexOf(name) >= 0
                && (!sameRows || before.values(name).equals(after.values(name))));
    return changed;
  }

  private static List<String> content(Dataset data) {
    List<String> content = new ArrayList<>();
    for (Column column : data.schema().columns()) {
      content.add(column + " " + Arrays.toString(data.values(column.name()).toArray()));
    }
    return content;
  }
}
