package plugins.quality.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Published and computed figures of seqeval, scikit-learn, scipy and TrustyAI. */
class QualityConformanceTest {
  private static final List<String> THREE = List.of("0", "1", "2");
  private static final double MCC_OF_THREE = 0.4008918628686366;

  /** As beta grows, F of beta becomes the recall, which is a part. */
  @Test
  void recallIsFOfInfiniteBeta() {
    JsonObject oracle = oracle("seqeval.beta_inf");
    MetricResult got = new EntityF1().evaluate(tags(oracle), Settings.EMPTY);
    JsonObject expected = oracle.getAsJsonObject("expected");
    for (String mean : expected.keySet()) {
      JsonArray figures = expected.getAsJsonArray(mean);
      assertEquals(figures.get(0).getAsDouble(), Oracle.part(got, mean + " avg precision"), 0.005);
      assertEquals(figures.get(1).getAsDouble(), Oracle.part(got, mean + " avg recall"), 0.005);
      assertEquals(figures.get(2).getAsDouble(), Oracle.part(got, mean + " avg recall"), 0.005);
      assertEquals(figures.get(3).getAsDouble(), Oracle.part(got, mean + " avg support"), 0.005);
    }
  }

  @Test
  void countsTagsAsSeqeval() {
    JsonObject oracle = oracle("seqeval.performance_measure");
    MetricResult got = new TagF1().evaluate(tags(oracle), Settings.EMPTY);
    JsonObject expected = oracle.getAsJsonObject("expected");
    for (String count : expected.keySet()) {
      assertEquals(expected.get(count).getAsDouble(), Oracle.part(got, count), 0, count);
    }
    assertEquals(2 * 3 / 12.0, got.value(), 1e-12);
  }

  @Test
  void agreementBeyondChanceAsScikitLearn() {
    JsonObject oracle = oracle("sklearn.mcc_kappa");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    EvaluationSet signs =
        set(List.of("-1", "1"), classes(inputs, "mcc_true"), classes(inputs, "mcc_pred"));
    double mcc = new MatthewsCorrelation().evaluate(signs, Settings.EMPTY).value();
    assertEquals(expected.get("mcc").getAsDouble(), mcc, 1e-9);
    int[] first = Oracle.as(inputs.get("kappa_a"), int[].class);
    int[] second = Oracle.as(inputs.get("kappa_b"), int[].class);
    double kappa = new CohensKappa().evaluate(set(THREE, first, second), Settings.EMPTY).value();
    assertEquals(expected.get("kappa").getAsDouble(), kappa, 1e-9);
    // scikit-learn 1.9.1: matthews_corrcoef of the same
    double three =
        new MatthewsCorrelation().evaluate(set(THREE, first, second), Settings.EMPTY).value();
    assertEquals(MCC_OF_THREE, three, 1e-12);
    MetricResult alike =
        new CohensKappa().evaluate(set(THREE, new int[3], new int[3]), Settings.EMPTY);
    assertEquals("all rows are of one class and predicted so", alike.note());
  }

  private static int[] classes(JsonObject inputs, String name) {
    int[] signs = Oracle.as(inputs.get(name), int[].class);
    return Arrays.stream(signs).map(s -> s < 0 ? 0 : 1).toArray();
  }

  @Test
  void theCurveIsScikitLearns() {
    JsonObject oracle = oracle("sklearn.roc_curve");
    double[] score = Oracle.as(oracle.getAsJsonObject("inputs").get("score"), double[].class);
    int[] labels = {0, 0, 1, 1};
    EvaluationSet set = scored(labels, score);
    RocCurve curve = RocCurve.of(set, 1, row -> true);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(list(expected, "fpr"), Arrays.stream(curve.fpr()).boxed().toList());
    assertEquals(list(expected, "tpr"), Arrays.stream(curve.tpr()).boxed().toList());
    MetricResult best = new YoudenIndex().evaluate(set, Settings.EMPTY);
    assertEquals(0.5, best.value());
    assertEquals(0.8, Oracle.part(best, "threshold"));
  }

  private static List<Double> list(JsonObject of, String name) {
    return DoubleStream.of(Oracle.as(of.get(name), double[].class)).boxed().toList();
  }

  /** scikit-learn 1.9.1: brier_score_loss([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]) is 0.0375. */
  @Test
  void brierScoreIsScikitLearns() {
    EvaluationSet set = scored(new int[] {0, 1, 1, 0}, new double[] {0.1, 0.9, 0.8, 0.3});
    assertEquals(0.0375, new BrierScore().evaluate(set, Settings.EMPTY).value(), 1e-12);
  }

  @Test
  void driftIsScipys() {
    JsonObject oracle = oracle("drift.ks_js_psi_chi2");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    List<String> values = new ArrayList<>();
    List<String> by = new ArrayList<>();
    for (String side : List.of("a", "b")) {
      for (double value : Oracle.as(inputs.get(side), double[].class)) {
        values.add(String.valueOf(value));
        by.add(side);
      }
    }
    MetricResult numbers = drift(values, by, null);
    near(expected, "ks_statistic", numbers.value());
    near(expected, "ks_p_exact", Oracle.part(numbers, "Kolmogorov-Smirnov p"));
    near(expected, "ttest_welch_p", Oracle.part(numbers, "Welch p"));
    double[] p = Oracle.as(inputs.get("p"), double[].class);
    double[] q = Oracle.as(inputs.get("q"), double[].class);
    MetricResult shares = table(new double[][] {p, q});
    near(expected, "js_divergence_nats", Oracle.part(shares, "Jensen-Shannon divergence (nats)"));
    near(expected, "js_distance_base2", shares.value());
    near(expected, "psi", Oracle.part(shares, "population stability index"));
    MetricResult chi = table(Oracle.as(inputs.get("contingency"), double[][].class));
    near(expected, "chi2_no_correction", Oracle.part(chi, "chi-squared"));
    near(expected, "chi2_p", Oracle.part(chi, "chi-squared p"));
  }

  private static MetricResult table(double[][] counts) {
    List<String> values = new ArrayList<>();
    List<String> by = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      for (int c = 0; c < counts[side].length; c++) {
        values.add("kind " + c);
        by.add(side == 0 ? "a" : "b");
        weights.add(counts[side][c]);
      }
    }
    return drift(values, by, weights.stream().mapToDouble(w -> w).toArray());
  }

  private static MetricResult drift(List<String> values, List<String> by, double[] weights) {
    EvaluationSet.Builder rows =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(new int[values.size()])
            .predictions(new int[values.size()])
            .weights(weights)
            .column("value", values)
            .column("side", by);
    Map<String, Object> settings = Map.of("column", "value", "by", "side", "reference", "a");
    return new Drift().evaluate(rows.build(), Settings.of("test", settings));
  }

  private static void near(JsonObject expected, String key, double got) {
    assertEquals(expected.get(key).getAsDouble(), got, 1e-9, key);
  }

  /**
   * The figure of the four-fifths rule is fairness.demographic-parity-ratio; here are its rates.
   */
  @Test
  void fourFifthsRatesAreShares() {
    JsonObject oracle = oracle("four_fifths_rule");
    int[] applicants = Oracle.as(oracle.getAsJsonObject("inputs").get("applicants"), int[].class);
    int[] hired = Oracle.as(oracle.getAsJsonObject("inputs").get("hired"), int[].class);
    JsonObject expected = oracle.getAsJsonObject("expected");
    double[] rates = Oracle.as(expected.get("rates"), double[].class);
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(new int[] {1, 1, 1, 1})
            .predictions(new int[] {1, 0, 1, 0})
            .favourable(1)
            .weights(
                new double[] {
                  hired[0], applicants[0] - hired[0], hired[1], applicants[1] - hired[1]
                })
            .groups("g", List.of("a", "b"), new int[] {0, 0, 1, 1})
            .build();
    MetricResult got = new Sensitivity().evaluate(set, Settings.EMPTY);
    assertEquals(rates[0], got.groups().get(0).value(), 1e-12);
    assertEquals(rates[1], got.groups().get(1).value(), 1e-12);
    double ratio = got.groups().get(1).value() / got.groups().get(0).value();
    assertEquals(expected.get("impact_ratio").getAsDouble(), ratio, 1e-12);
    assertEquals(expected.get("adverse_impact").getAsBoolean(), ratio < 0.8);
  }

  @Test
  void wordErrorsAreTrustyAis() {
    JsonObject oracle = oracle("trustyai.wer_mer_wil_glue");
    String[] reference =
        Oracle.as(oracle.getAsJsonObject("inputs").get("reference"), String[].class);
    String[] hypothesis =
        Oracle.as(oracle.getAsJsonObject("inputs").get("hypothesis"), String[].class);
    JsonObject expected = oracle.getAsJsonObject("expected");
    Map<String, String> parts =
        Map.of(
            "mer", "match error rate",
            "wil", "word information lost",
            "wip", "word information preserved",
            "levenshtein_char", "character edits",
            "levenshtein_word", "word edits");
    for (int row = 0; row < reference.length; row++) {
      EvaluationSet set =
          EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
              .labels(new int[1])
              .predictions(new int[1])
              .column("reference", List.of(reference[row]))
              .column("hypothesis", List.of(hypothesis[row]))
              .build();
      MetricResult got = new WordErrorRate().evaluate(set, Settings.EMPTY);
      assertEquals(expected.getAsJsonArray("wer").get(row).getAsDouble(), got.value(), 1e-5);
      for (String key : parts.keySet()) {
        double wanted = expected.getAsJsonArray(key).get(row).getAsDouble();
        assertEquals(wanted, Oracle.part(got, parts.get(key)), 1e-5, key + " of " + row);
      }
    }
    assertTrue(reference.length == 8, "eight pairs");
  }

  private static JsonObject oracle(String name) {
    return Oracle.named(QualityConformanceTest.class, name);
  }

  private static EvaluationSet set(List<String> classes, int[] labels, int[] predictions) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes)
        .labels(labels)
        .predictions(predictions)
        .build();
  }

  private static EvaluationSet scored(int[] labels, double[] score) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("1", "2"))
        .labels(labels)
        .predictions(labels)
        .scores(new double[][] {Arrays.stream(score).map(s -> 1 - s).toArray(), score})
        .build();
  }

  private static EvaluationSet tags(JsonObject oracle) {
    String[][] truth = Oracle.as(oracle.getAsJsonObject("inputs").get("y_true"), String[][].class);
    String[][] found = Oracle.as(oracle.getAsJsonObject("inputs").get("y_pred"), String[][].class);
    List<String> all = Arrays.stream(truth).flatMap(Arrays::stream).toList();
    List<String> got = Arrays.stream(found).flatMap(Arrays::stream).toList();
    List<String> classes = new ArrayList<>(all);
    classes.addAll(got);
    List<String> distinct = classes.stream().distinct().toList();
    int[] starts = new int[truth.length];
    IntStream.range(1, starts.length).forEach(t -> starts[t] = starts[t - 1] + truth[t - 1].length);
    return EvaluationSet.builder(Task.TOKEN_CLASSIFICATION, distinct)
        .labels(all.stream().mapToInt(distinct::indexOf).toArray())
        .predictions(got.stream().mapToInt(distinct::indexOf).toArray())
        .sequences(starts)
        .build();
  }
}
