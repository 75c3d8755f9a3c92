package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.AttackedModel.Reference;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.AttackCase;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Membership inference against scikit-learn and numpy on the same answers; see oracles.json. */
class MembershipConformanceTest {
  private static final JsonObject CASE =
      Oracle.named(MembershipConformanceTest.class, "membership_case");
  private static final int MEMBERS = 60;

  private static EvaluationSet set(double[][] answers, boolean members) {
    int[] labels = Oracle.as(CASE.get("labels"), int[].class);
    int from = members ? 0 : MEMBERS;
    double[][] scores = new double[3][MEMBERS];
    for (int row = 0; row < MEMBERS; row++) {
      for (int c = 0; c < 3; c++) {
        scores[c][row] = answers[from + row][c];
      }
    }
    int[] own = Arrays.copyOfRange(labels, from, from + MEMBERS);
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("a", "b", "c"))
        .labels(own)
        .predictions(own)
        .scores(scores)
        .build();
  }

  private static Comparison comparison() {
    double[][] target = Oracle.as(CASE.get("target"), double[][].class);
    double[][][] references = Oracle.as(CASE.get("references"), double[][][].class);
    boolean[][] in = Oracle.as(CASE.get("trainedOn"), boolean[][].class);
    List<Reference> all = new ArrayList<>();
    for (int r = 0; r < references.length; r++) {
      boolean[] own = in[r];
      all.add(
          new Reference(
              set(references[r], true),
              IntStream.range(0, MEMBERS).mapToObj(i -> own[i]).toList(),
              set(references[r], false),
              IntStream.range(0, MEMBERS).mapToObj(i -> own[MEMBERS + i]).toList()));
    }
    return new Comparison(set(target, true), set(target, false), all, 0, List.of(), List.of());
  }

  private static JsonObject expected(Attack attack) {
    return CASE.getAsJsonObject("expected").getAsJsonObject(attack.name().toLowerCase(Locale.ROOT));
  }

  private static MetricResult figure(AttackMetric metric, Map<String, Object> settings) {
    AttackCase of = AttackCase.regular(Task.SEQUENCE_CLASSIFICATION).with(comparison());
    return metric.attack(of, Settings.of("test", settings));
  }

  @ParameterizedTest
  @EnumSource(
      value = Attack.class,
      names = {"LOSS", "CALIBRATED", "LIKELIHOOD_RATIO"})
  void scoresAndCurves(Attack attack) {
    JsonObject expected = expected(attack);
    Membership.Scores scores = new Membership(comparison()).scores(attack);
    double[] want = Oracle.as(expected.get("scores"), double[].class);
    assertArrayEquals(Arrays.copyOf(want, MEMBERS), scores.members(), 1e-9);
    assertArrayEquals(Arrays.copyOfRange(want, MEMBERS, 120), scores.others(), 1e-9);
    Roc roc = new Roc(scores.members(), scores.others());
    assertEquals(expected.get("auc").getAsDouble(), roc.auc(), 1e-12);
    assertEquals(expected.get("se").getAsDouble(), roc.standardError(), 1e-12);
    for (String rate : List.of("0.001", "0.01", "0.05", "0.1")) {
      double threshold = roc.threshold(Double.parseDouble(rate));
      double tpr = expected.get("tpr_" + rate).getAsDouble();
      assertEquals(tpr, roc.caught(threshold).value(), 1e-12, rate);
      assertTrue(roc.falseAlarms(threshold).value() <= Double.parseDouble(rate), rate);
    }
  }

  /** Of few models the two means of a row are too uncertain: docs/results.md has a case. */
  @Test
  void theRatioIsUsualOnlyWithManyReferenceModels() {
    Comparison few = comparison();
    List<Reference> many =
        Collections.nCopies(8, few.references()).stream().flatMap(List::stream).toList();
    Comparison all = new Comparison(few.members(), few.others(), many, 0, List.of(), List.of());
    assertEquals(Attack.CALIBRATED, new Membership(few).meant(Attack.AUTO));
    assertEquals(Attack.LIKELIHOOD_RATIO, new Membership(all).meant(Attack.AUTO));
    assertEquals(Attack.LIKELIHOOD_RATIO, new Membership(few).meant(Attack.LIKELIHOOD_RATIO));
  }

  @Test
  void metrics() {
    Map<String, Object> ratio = Map.of("references", 8, "attack", "LIKELIHOOD_RATIO");
    MetricResult auc = figure(new MembershipAuc(), ratio);
    assertEquals(0.96, auc.value(), 1e-12);
    assertEquals(120, auc.n());
    assertEquals(
        expected(Attack.CALIBRATED).get("auc").getAsDouble(),
        Oracle.part(auc, "AUC, calibrated"),
        1e-12);
    MetricResult loss = figure(new MembershipAuc(), Map.of("attack", "LOSS"));
    assertEquals(expected(Attack.LOSS).get("auc").getAsDouble(), loss.value(), 1e-12);
    MetricResult tpr = figure(new MembershipTpr(), Map.of("references", 8, "fpr", 0.1));
    assertEquals(0.5333333333333333, tpr.value(), 1e-12, "of few the mean");
    JsonObject rates = CASE.getAsJsonObject("expected").getAsJsonObject("advantage");
    MetricResult advantage = figure(new MembershipAdvantage(), Map.of());
    assertEquals(rates.get("tpr").getAsDouble(), Oracle.part(advantage, "true-positive rate"));
    assertEquals(
        rates.get("tpr").getAsDouble() - rates.get("fpr").getAsDouble(), advantage.value(), 1e-12);
  }
}
