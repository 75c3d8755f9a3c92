package plugins.domain.judicial.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.MetricContract;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ErrorRatesTest {
  /** The cases' names of what the metric calls otherwise. */
  private static final Map<String, String> NAMES =
      Map.of(
          "FPR", "false positive rate",
          "FNR", "false negative rate",
          "PPV", "positive predictive value",
          "NPV", "negative predictive value",
          "prevalence", "prevalence");

  @Nested
  class KeepsTheContract extends MetricContract {
    @Override
    protected Metric metric() {
      return new ErrorRates();
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.SEQUENCE_CLASSIFICATION);
    }
  }

  /** People by group, outcome and prediction. */
  private static final class People {
    private final List<String> groups = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Integer> predictions = new ArrayList<>();

    People add(String group, int label, int prediction, int count) {
      for (int i = 0; i < count; i++) {
        groups.add(group);
        labels.add(label);
        predictions.add(prediction);
      }
      return this;
    }

    /** Adds a table of counts; class 1 is the event. */
    People add(String group, JsonObject counts) {
      return add(group, 0, 0, counts.get("TN").getAsInt())
          .add(group, 0, 1, counts.get("FP").getAsInt())
          .add(group, 1, 0, counts.get("FN").getAsInt())
          .add(group, 1, 1, counts.get("TP").getAsInt());
    }

    MetricResult rates() {
      return rates(0);
    }

    MetricResult rates(int favourable) {
      EvaluationSet set =
          EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
              .favourable(favourable)
              .labels(labels.stream().mapToInt(i -> i).toArray())
              .predictions(predictions.stream().mapToInt(i -> i).toArray())
              .groups("race", groups)
              .build();
      return new ErrorRates().evaluate(set, Settings.EMPTY);
    }
  }

  private static double part(MetricResult result, String name) {
    return result.parts().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Stream<JsonObject> cases() {
    InputStreamReader text =
        new InputStreamReader(
            ErrorRatesTest.class.getResourceAsStream("compas.json"), StandardCharsets.UTF_8);
    JsonArray all = JsonParser.parseReader(text).getAsJsonObject().getAsJsonArray("cases");
    return all.asList().stream().map(JsonElement::getAsJsonObject);
  }

  /** The published tables, cell by cell. */
  @TestFactory
  Stream<DynamicTest> compasAsPublished() {
    return cases()
        .filter(c -> c.getAsJsonObject("expected").has("exact"))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.get("name").getAsString(),
                    () -> {
                      JsonObject counts = c.getAsJsonObject("inputs").getAsJsonObject("confusion");
                      MetricResult found =
                          new People().add("a", counts).add("b", 1, 1, 1).add("b", 0, 1, 1).rates();
                      JsonObject expected = c.getAsJsonObject("expected");
                      for (Map.Entry<String, String> name : NAMES.entrySet()) {
                        double exact =
                            expected.getAsJsonObject("exact").get(name.getKey()).getAsDouble();
                        String part = "race=a " + name.getValue();
                        assertEquals(exact, part(found, part), 1e-6, part);
                      }
                      JsonObject percent = expected.getAsJsonObject("published_percent");
                      for (String rate : List.of("FPR", "FNR")) {
                        double got = 100 * part(found, "race=a " + NAMES.get(rate));
                        assertEquals(percent.get(rate).getAsDouble(), got, 0.005, rate);
                      }
                    }));
  }

  /** The subset of 6,172 people that later studies use. */
  @Test
  void differencesOfTheBenchmarkSubset() {
    JsonObject subset =
        cases()
            .filter(c -> c.get("name").getAsString().equals("compas.filtered_6172_group_rates"))
            .findFirst()
            .orElseThrow();
    People people = new People();
    JsonObject counts = subset.getAsJsonObject("inputs").getAsJsonObject("confusion");
    counts.keySet().forEach(race -> people.add(race, counts.getAsJsonObject(race)));
    MetricResult found = people.rates();
    JsonObject expected = subset.getAsJsonObject("expected");
    double positives = expected.get("fpr_difference").getAsDouble();
    double negatives = -expected.get("fnr_difference").getAsDouble();
    assertEquals(positives, part(found, "race false positive rate difference"), 1e-6);
    assertEquals(negatives, part(found, "race false negative rate difference"), 1e-6);
    assertEquals(Math.max(positives, negatives), found.value(), 1e-6);
    assertEquals(5278, found.n());
    assertEquals(
        Set.of("African-American", "Caucasian"),
        Set.copyOf(found.groups().stream().map(g -> g.group()).toList()));
  }

  @Test
  void groupsWithoutARateAreLeftOutAndSmallOnesNamed() {
    People people =
        new People().add("a", 0, 1, 20).add("a", 0, 0, 20).add("a", 1, 1, 40).add("b", 0, 0, 10);
    MetricResult found = people.rates();
    assertEquals(0.5, found.value(), 1e-12);
    assertTrue(Double.isNaN(part(found, "race=b false negative rate")));
    assertTrue(Double.isNaN(part(found, "race false negative rate difference")));
    assertEquals("fewer than 30 rows in race=b (10)", found.note());
  }

  @Test
  void isNotDefinedWithoutTwoGroupsOrAFavourableClass() {
    assertFalse(new People().add("a", 0, 1, 5).add("a", 1, 1, 5).rates().defined());
    MetricResult none = new People().add("a", 0, 1, 5).add("b", 1, 1, 5).rates(-1);
    assertEquals("the run names no favourable class", none.note());
  }
}
