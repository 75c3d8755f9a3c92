package plugins.quality.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {
  private static final List<String> GROUPS = List.of("g0", "g1", "g2");
  private static final Map<String, Metric> METRICS =
      Map.of(
          "accuracy", new Accuracy(),
          "balanced_accuracy", new BalancedAccuracy(),
          "macro_f1", new MacroF1(),
          "weighted_f1", new ClassificationReport(),
          "auc", new Auc(),
          "ece", new CalibrationError(),
          "sensitivity", new Sensitivity(),
          "specificity", new Specificity());
  private static final Settings POSITIVE = Settings.of("test", Map.of("positive", "1"));

  @Test
  void agreesWithPeersOverallAndByGroup() {
    for (JsonElement each : Oracle.peers(ClassificationMetricsTest.class, "classification")) {
      JsonObject peer = each.getAsJsonObject();
      EvaluationSet set = set(peer);
      METRICS.forEach(
          (name, metric) -> {
            String where = peer.get("name").getAsString() + " " + name;
            boolean oneClass = metric instanceof Sensitivity || metric instanceof Specificity;
            MetricResult got = metric.evaluate(set, oneClass ? POSITIVE : Settings.EMPTY);
            JsonObject expected = peer.getAsJsonObject("expected");
            assertEquals(expected.get(name).getAsDouble(), got.value(), 1e-12, where);
            assertEquals(expected.get("n").getAsLong(), got.n(), where);
            assertEquals(GROUPS.size(), got.groups().size(), where);
            for (int g = 0; g < GROUPS.size(); g++) {
              JsonObject group = peer.getAsJsonArray("by_group").get(g).getAsJsonObject();
              GroupValue value = got.groups().get(g);
              assertEquals(GROUPS.get(g), value.group(), where);
              assertEquals(group.get(name).getAsDouble(), value.value(), 1e-12, where);
              assertEquals(group.get("n").getAsLong(), value.n(), where);
            }
          });
      MetricResult error = new CalibrationError().evaluate(set, Settings.EMPTY);
      assertEquals(
          peer.getAsJsonObject("expected").get("mce").getAsDouble(),
          Oracle.part(error, "maximum calibration error"),
          1e-12);
    }
  }

  @Test
  void thePositiveClassIsNamedOrFavourableOrTheSecondOfTwo() {
    EvaluationSet.Builder rows =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(new int[] {0, 0, 0, 1, 1})
            .predictions(new int[] {0, 0, 1, 1, 0});
    Metric sensitivity = new Sensitivity();
    assertEquals(1 / 2.0, sensitivity.evaluate(rows.build(), Settings.EMPTY).value());
    assertEquals(2 / 3.0, sensitivity.evaluate(rows.favourable(0).build(), Settings.EMPTY).value());
    Settings named = Settings.of("test", Map.of("positive", "yes"));
    assertEquals(1 / 2.0, sensitivity.evaluate(rows.build(), named).value());
    assertEquals(2 / 3.0, new Specificity().evaluate(rows.build(), named).value());
    Settings wrong = Settings.of("test", Map.of("positive", "maybe"));
    assertThrows(GovernanceException.class, () -> sensitivity.evaluate(rows.build(), wrong));
    EvaluationSet three =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("a", "b", "c"))
            .labels(new int[] {0, 1})
            .predictions(new int[] {0, 1})
            .build();
    assertTrue(sensitivity.evaluate(three, Settings.EMPTY).note().contains("3 classes"));
    Settings absent = Settings.of("test", Map.of("positive", "c"));
    assertFalse(sensitivity.evaluate(three, absent).defined());
    assertEquals(1, new Specificity().evaluate(three, absent).value());
  }

  @Test
  void reportsEachClassAsScikitLearn() {
    JsonObject oracle =
        Oracle.named(ClassificationMetricsTest.class, "sklearn.classification_report");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    MetricResult got =
        new ClassificationReport()
            .evaluate(set(inputs, List.of("0", "1", "2")).build(), Settings.EMPTY);
    List<String> figures = List.of("precision", "recall", "f1", "support");
    for (String label : List.of("0", "1", "2", "macro avg", "weighted avg")) {
      double[] want = Oracle.as(expected.get(label), double[].class);
      for (int f = 0; f < 4; f++) {
        assertEquals(want[f], Oracle.part(got, label + " " + figures.get(f)), 1e-9, label);
      }
    }
    assertEquals(expected.get("accuracy").getAsDouble(), Oracle.part(got, "accuracy"), 1e-9);
    assertEquals(expected.getAsJsonArray("weighted avg").get(2).getAsDouble(), got.value(), 1e-9);
  }

  @Test
  void countsAsTheConfusionMatrix() {
    JsonObject oracle = Oracle.named(ClassificationMetricsTest.class, "sklearn.confusion_matrix");
    Confusion got =
        Confusion.of(set(oracle.getAsJsonObject("inputs"), List.of("0", "1", "2")).build());
    double[][] expected =
        Oracle.as(oracle.getAsJsonObject("expected").get("matrix"), double[][].class);
    for (int truth = 0; truth < 3; truth++) {
      for (int predicted = 0; predicted < 3; predicted++) {
        assertEquals(expected[truth][predicted], got.cell(truth, predicted));
      }
    }
  }

  @Test
  void areaIsThatUnderThePublishedCurve() {
    JsonObject oracle = Oracle.named(ClassificationMetricsTest.class, "sklearn.roc_curve");
    double[] fpr = Oracle.as(oracle.getAsJsonObject("expected").get("fpr"), double[].class);
    double[] tpr = Oracle.as(oracle.getAsJsonObject("expected").get("tpr"), double[].class);
    double area = 0;
    for (int i = 1; i < fpr.length; i++) {
      area += (fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1]) / 2;
    }
    double[] score = Oracle.as(oracle.getAsJsonObject("inputs").get("score"), double[].class);
    double[] other = Arrays.stream(score).map(s -> 1 - s).toArray();
    int[] labels = {0, 0, 1, 1};
    EvaluationSet second =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("1", "2"))
            .labels(labels)
            .predictions(labels)
            .scores(new double[][] {other, score})
            .build();
    assertEquals(area, new Auc().evaluate(second, Settings.EMPTY).value(), 1e-12);
  }

  @Test
  void areaIsThatOfTheFavourableClass() {
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("yes", "no"))
            .labels(new int[] {0, 1, 1})
            .predictions(new int[] {0, 1, 1})
            .scores(new double[][] {{0.9, 0.2, 0.3}, {0.5, 0.5, 0.5}})
            .favourable(0)
            .build();
    assertEquals(1, new Auc().evaluate(set, Settings.EMPTY).value());
  }

  @Test
  void calibrationErrorIsGuosWithTenBins() {
    JsonObject oracle = Oracle.named(ClassificationMetricsTest.class, "calibration.ece_mce");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    double[] confidence = Oracle.as(inputs.get("confidence"), double[].class);
    int[] correct = Oracle.as(inputs.get("correct"), int[].class);
    double[] other = Arrays.stream(confidence).map(c -> 1 - c).toArray();
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("a", "b"))
            .labels(Arrays.stream(correct).map(c -> 1 - c).toArray())
            .predictions(new int[correct.length])
            .scores(new double[][] {confidence, other})
            .build();
    MetricResult got =
        new CalibrationError().evaluate(set, Settings.of("test", Map.of("bins", 10)));
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(expected.get("ece").getAsDouble(), got.value(), 1e-9);
    assertEquals(
        expected.get("mce").getAsDouble(), Oracle.part(got, "maximum calibration error"), 1e-9);
  }

  @Test
  void aConfidenceOnTheEdgeBelongsToTheBinBelow() {
    double[] edges = IntStream.rangeClosed(1, 15).mapToDouble(k -> k / 15.0).toArray();
    double[] other = Arrays.stream(edges).map(c -> 1 - c).toArray();
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("a", "b"))
            .labels(IntStream.range(0, 15).map(i -> i % 2).toArray())
            .predictions(new int[15])
            .scores(new double[][] {edges, other})
            .build();
    double eachAlone =
        IntStream.range(0, 15).mapToDouble(i -> Math.abs(1 - i % 2 - edges[i])).sum() / 15;
    assertEquals(eachAlone, new CalibrationError().evaluate(set, Settings.EMPTY).value(), 1e-12);
  }

  @Test
  void saysWhyAFigureIsNotDefined() {
    EvaluationSet noScores =
        set(
                Oracle.named(ClassificationMetricsTest.class, "sklearn.confusion_matrix")
                    .getAsJsonObject("inputs"),
                List.of("0", "1", "2"))
            .build();
    assertTrue(new Auc().evaluate(noScores, Settings.EMPTY).note().contains("without scores"));
    assertFalse(new CalibrationError().evaluate(noScores, Settings.EMPTY).defined());
    EvaluationSet weightless = noScores.withWeights(new double[noScores.size()]);
    assertEquals(Figures.NO_ROWS, new Accuracy().evaluate(weightless, Settings.EMPTY).note());
  }

  @Test
  void areaNeedsTwoClassesAndNamesWhatIsLeftOut() {
    double[] score = {0.1, 0.5, 0.4};
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("a", "b", "c"))
            .labels(new int[] {0, 1, 1})
            .predictions(new int[] {0, 1, 1})
            .scores(new double[][] {score, score, score})
            .groups("sex", GROUPS, new int[] {0, 1, 1})
            .build();
    MetricResult got = new Auc().evaluate(set, Settings.EMPTY);
    assertEquals(0.5, got.value(), "0 for a, 1 for b");
    assertTrue(got.note().contains("[c]"), got.note());
    assertTrue(got.groups().stream().allMatch(g -> Double.isNaN(g.value())));
    EvaluationSet oneClass = set.withWeights(new double[] {0, 1, 1});
    assertFalse(new Auc().evaluate(oneClass, Settings.EMPTY).defined());
    EvaluationSet other = set.withScores(new double[][] {score, score, score});
    score[1] = Double.NaN; // before anything is made of the other set's scores
    assertTrue(new Auc().evaluate(other, Settings.EMPTY).note().contains("not a number"));
  }

  private static EvaluationSet set(JsonObject peer) {
    int classes = peer.get("classes").getAsInt();
    return EvaluationSet.builder(
            Task.SEQUENCE_CLASSIFICATION,
            IntStream.range(0, classes).mapToObj(String::valueOf).toList())
        .labels(Oracle.as(peer.get("labels"), int[].class))
        .predictions(Oracle.as(peer.get("predictions"), int[].class))
        .scores(Oracle.as(peer.get("scores"), double[][].class))
        .weights(Oracle.as(peer.get("weights"), double[].class))
        .groups("group", GROUPS, Oracle.as(peer.get("groups"), int[].class))
        .build();
  }

  private static EvaluationSet.Builder set(JsonObject inputs, List<String> classes) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes)
        .labels(Oracle.as(inputs.get("y_true"), int[].class))
        .predictions(Oracle.as(inputs.get("y_pred"), int[].class));
  }
}
