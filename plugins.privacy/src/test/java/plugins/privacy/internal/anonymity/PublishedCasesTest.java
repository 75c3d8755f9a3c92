package plugins.privacy.internal.anonymity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of papers and of other implementations. */
class PublishedCasesTest {
  private static final double EXACT = 1e-12;

  private static JsonObject inputs(String name) {
    return named(name).getAsJsonObject("inputs");
  }

  private static JsonObject expected(String name) {
    return named(name).getAsJsonObject("expected");
  }

  private static JsonObject named(String name) {
    return Oracle.named(PublishedCasesTest.class, name);
  }

  private static EquivalenceClasses classes(List<List<Object>> rows, int... columns) {
    List<int[]> codes = new ArrayList<>();
    int[] cardinalities = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      List<String> values = rows.stream().map(r -> Values.text(r.get(column))).toList();
      Domain domain = new Domain("c" + column, values, false, null);
      codes.add(domain.encode(values));
      cardinalities[i] = domain.size();
    }
    return EquivalenceClasses.of(rows.size(), codes, cardinalities);
  }

  @SuppressWarnings("unchecked")
  private static List<List<Object>> rows(JsonObject inputs) {
    return Oracle.as(inputs.get("rows"), List.class);
  }

  @Test
  void distinctionAndSeparationOfEachCombination() {
    JsonObject inputs = inputs("arx.distinction_separation");
    List<String> names = List.of(Oracle.as(inputs.get("columns"), String[].class));
    for (Map.Entry<String, JsonElement> each : expected("arx.distinction_separation").entrySet()) {
      int[] columns = Arrays.stream(each.getKey().split(",")).mapToInt(names::indexOf).toArray();
      Distinctness found = Distinctness.of(classes(rows(inputs), columns));
      JsonObject figures = each.getValue().getAsJsonObject();
      assertEquals(figures.get("distinction").getAsDouble(), found.distinction(), EXACT);
      assertEquals(figures.get("separation").getAsDouble(), found.separation(), EXACT);
    }
  }

  @Test
  void averageRiskBeforeAndAfterTwoAnonymity() {
    JsonObject expected = expected("arx.example7_average_risk");
    List<List<Object>> rows = rows(inputs("arx.example7_average_risk"));
    EquivalenceClasses before = classes(rows, 0, 1, 2);
    assertEquals(expected.get("before").getAsDouble(), average(before), EXACT);
    var data = Tables.of(List.of("age", "gender", "zipcode"), rows);
    var fitted =
        Tables.fit(
            data,
            Map.of(
                "quasi",
                List.of("age", "gender", "zipcode"),
                "k",
                2,
                "method",
                "GLOBAL",
                "hierarchies",
                List.of("age=interval:50", "zipcode=prefix:4,3,2,1")));
    double groups = fitted.figures().get("groups");
    assertEquals(expected.get("equivalence_classes_after").getAsInt(), groups);
    assertEquals(expected.get("after").getAsDouble(), groups / rows.size(), EXACT);
  }

  private static double average(EquivalenceClasses classes) {
    int[] sizes = IntStream.range(0, classes.count()).map(classes::size).toArray();
    return Risk.of(sizes, sizes, 0.2).average();
  }

  @Test
  void orderedDistancesOfThePaper() {
    JsonObject inputs = inputs("tcloseness.ordered_emd");
    double[] exact = Oracle.as(expected("tcloseness.ordered_emd").get("exact"), double[].class);
    double[] overall = shares(inputs, "overall");
    assertEquals(
        exact[0], Distance.ORDERED.between(shares(inputs, "class1"), overall, null), EXACT);
    assertEquals(
        exact[1], Distance.ORDERED.between(shares(inputs, "class2"), overall, null), EXACT);
  }

  private static double[] shares(JsonObject inputs, String key) {
    int[] all = Oracle.as(inputs.get("overall"), int[].class);
    int[] part = Oracle.as(inputs.get(key), int[].class);
    double[] shares = new double[all.length];
    for (int value : part) {
      shares[
              IntStream.range(0, all.length)
                  .filter(i -> all[i] == value)
                  .findFirst()
                  .orElseThrow()] +=
          1.0 / part.length;
    }
    return shares;
  }

  @Test
  void diversityOfTheInpatientTable() {
    JsonObject expected = expected("ldiversity.hospital_12");
    List<List<Object>> rows = rows(inputs("ldiversity.hospital_12"));
    EquivalenceClasses classes = classes(rows, 0);
    List<String> conditions = rows.stream().map(r -> r.get(2).toString()).toList();
    Sensitive sensitive = new Sensitive(new Domain("cond", conditions, false, null), conditions);
    int k = IntStream.range(0, classes.count()).map(classes::size).min().orElseThrow();
    assertEquals(expected.get("k").getAsInt(), k);
    Protection found = Protection.of(classes, sensitive, Distance.EQUAL, 3);
    assertEquals(expected.get("distinct_l").getAsInt(), found.distinct());
    assertEquals(expected.get("entropy_l").getAsDouble(), found.entropy(), 1e-9);
    for (int group = 0; group < classes.count(); group++) {
      int from = classes.starts()[group];
      String name = rows.get(classes.rows()[from]).get(0).toString();
      int[] counts = sensitive.counts(classes.rows(), from, classes.starts()[group + 1]);
      JsonObject entropies = expected.getAsJsonObject("entropy_by_class_nats");
      JsonObject distinct = expected.getAsJsonObject("distinct_by_class");
      assertEquals(entropies.get(name).getAsDouble(), Diversity.entropy(counts), 1e-9, name);
      assertEquals(distinct.get(name).getAsInt(), Diversity.distinct(counts), name);
    }
  }

  @Test
  void recursiveDiversityOfTheDefinition() {
    JsonObject inputs = inputs("ldiversity.recursive_cl");
    int[] counts = Oracle.as(inputs.get("counts"), int[].class);
    int[] l = Oracle.as(inputs.get("l"), int[].class);
    boolean[] holds = Oracle.as(expected("ldiversity.recursive_cl").get("holds"), boolean[].class);
    for (int i = 0; i < l.length; i++) {
      boolean found = Diversity.RECURSIVE.holds(counts, l[i], inputs.get("c").getAsDouble());
      assertEquals(holds[i], found, "l = " + l[i]);
    }
  }

  @Test
  void risksOfClassSizes() {
    JsonObject inputs = inputs("risk.prosecutor_marketer");
    JsonObject expected = expected("risk.prosecutor_marketer");
    int[] sizes = Oracle.as(inputs.get("class_sizes"), int[].class);
    Risk risk = Risk.of(sizes, sizes, inputs.get("threshold").getAsDouble());
    assertEquals(expected.get("highest_risk").getAsDouble(), risk.highest(), EXACT);
    assertEquals(expected.get("lowest_risk").getAsDouble(), risk.lowest(), EXACT);
    assertEquals(expected.get("average_risk").getAsDouble(), risk.average(), EXACT);
    double above = expected.get("records_at_risk_above_threshold").getAsDouble();
    assertEquals(above, risk.above(), EXACT);
    assertEquals(expected.get("uniques").getAsDouble(), risk.uniques(), EXACT);
    int[] starts = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      starts[i + 1] = starts[i] + sizes[i];
    }
    int[] rows = IntStream.range(0, starts[sizes.length]).toArray();
    Recoding recoding =
        new Recoding(
            new EquivalenceClasses(rows, starts),
            new boolean[sizes.length],
            IntStream.range(0, sizes.length)
                .mapToObj(g -> new Region[] {Region.of(0, 0)})
                .toArray(Region[][]::new));
    Domain domain = new Domain("c", List.of("a"), false, null);
    InformationLoss loss =
        InformationLoss.of(recoding, List.of(domain), List.of(new int[rows.length]), 2);
    assertEquals(expected.get("discernibility").getAsDouble(), loss.discernibility(), EXACT);
    assertEquals(
        expected.get("avg_class_size_C_AVG_k2").getAsDouble(), loss.averageClassSize(), EXACT);
    assertEquals(0, loss.certainty(), EXACT);
    assertEquals(0, loss.entropy(), EXACT);
  }
}
