package plugins.fairness.internal.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupThresholdsTest {
  private static FittedRule fit(EvaluationSet set, Map<String, Object> settings) {
    return new GroupThresholds().fit(set, Settings.of("test", settings));
  }

  private static double gap(EvaluationSet set, int[] decided, int label, String... groups) {
    double[] rates =
        Arrays.stream(groups).mapToDouble(g -> Rows.rate(set, decided, g, label)).toArray();
    return Arrays.stream(rates).max().orElseThrow() - Arrays.stream(rates).min().orElseThrow();
  }

  @Test
  void thresholdsWithoutLotsMeetTheTolerance() {
    EvaluationSet set = Rows.random(900, 1, "f", "m", "x").set();
    assertTrue(gap(set, set.predictions(), -1, "f", "m", "x") > 0.15);
    for (double tolerance : new double[] {0.02, 0.1}) {
      int[] decided = fit(set, Map.of("tolerance", tolerance)).decide(set);
      assertTrue(gap(set, decided, -1, "f", "m", "x") <= tolerance + 1e-9);
      int[] opportunity =
          fit(set, Map.of("tolerance", tolerance, "constraint", "EQUAL_OPPORTUNITY")).decide(set);
      assertTrue(gap(set, opportunity, 1, "f", "m", "x") <= tolerance + 1e-9);
      int[] odds =
          fit(set, Map.of("tolerance", tolerance, "constraint", "EQUALIZED_ODDS")).decide(set);
      assertTrue(gap(set, odds, 1, "f", "m", "x") <= tolerance + 0.02);
      assertTrue(gap(set, odds, 0, "f", "m", "x") <= tolerance + 0.02);
    }
  }

  /** All choices of two thresholds, tried one by one. */
  @Test
  void thresholdsWithoutLotsAreTheMostAccurateOfAll() {
    EvaluationSet set = Rows.random(60, 4, "f", "m").set();
    int[] decided = fit(set, Map.of("tolerance", 0.1, "smallGroup", 1)).decide(set);
    double best = 0;
    double[] scores = set.scores(1);
    double[] cuts =
        IntStream.rangeClosed(0, scores.length)
            .mapToDouble(i -> i < scores.length ? scores[i] : 2)
            .toArray();
    for (double f : cuts) {
      for (double m : cuts) {
        int[] tried = new int[set.size()];
        Arrays.setAll(tried, r -> scores[r] >= (set.groups("sex").index()[r] == 0 ? f : m) ? 1 : 0);
        best = gap(set, tried, -1, "f", "m") <= 0.1 ? Math.max(best, right(set, tried)) : best;
      }
    }
    assertEquals(best, right(set, decided), 1e-12);
  }

  private static double right(EvaluationSet set, int[] decided) {
    return IntStream.range(0, decided.length)
        .mapToDouble(r -> decided[r] == set.labels()[r] ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** 20,000 rows: the shares that lots give are those that were computed. */
  @Test
  void lotsMakeRatesEqual() {
    EvaluationSet set = Rows.random(20_000, 2, "f", "m").set();
    Map<String, Object> settings = Map.of("randomised", true, "constraint", "EQUALIZED_ODDS");
    FittedThresholds fitted = (FittedThresholds) fit(set, settings);
    assertTrue(fitted.lots().stream().anyMatch(Lots::drawn));
    int[] decided = fitted.decide(set);
    assertEquals(0, gap(set, decided, 1, "f", "m"), 0.03);
    assertEquals(0, gap(set, decided, 0, "f", "m"), 0.03);
  }

  @Test
  void costsMoveTheThresholds() {
    EvaluationSet set = Rows.random(600, 3, "f", "m").set();
    Map<String, Object> settings = Map.of("objective", "EXPECTED_COST", "wronglyFavoured", 5);
    int[] careful = fit(set, settings).decide(set);
    int[] plain = fit(set, Map.of()).decide(set);
    assertTrue(Arrays.stream(careful).sum() < Arrays.stream(plain).sum() / 2);
  }

  @Test
  void rowsWithoutAKnownGroupArePooledOrRefused() {
    EvaluationSet set = Rows.random(300, 5, "f", "m").set();
    EvaluationSet odd = new Rows().add(0, 0.99, null).add(0, 0.01, "new").add(0, 0.6, "f").set();
    FittedRule pooled = fit(set, Map.of());
    assertArrayEquals(new boolean[] {true, true, false}, pooled.fallbacks(odd));
    int[] decided = pooled.decide(odd);
    assertEquals(1, decided[0]);
    assertEquals(0, decided[1]);
    FittedRule refusing = fit(set, Map.of("unknown", "REFUSE"));
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> refusing.decide(odd));
    assertTrue(refused.getMessage().contains("2 of 3 rows have no value of sex"));
  }

  @Test
  void aColumnThatIsMissingAltogetherIsLikeMissingValues() {
    FittedRule fitted = fit(Rows.random(300, 5, "f", "m").set(), Map.of());
    EvaluationSet without =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .favourable(1)
            .labels(new int[] {-1})
            .predictions(new int[1])
            .scores(new double[][] {{0.1}, {0.9}})
            .build();
    assertArrayEquals(new int[] {1}, fitted.decide(without));
    assertArrayEquals(new boolean[] {true}, fitted.fallbacks(without));
  }

  @Test
  void aGroupOfOneRowIsPooledAndNamed() {
    Rows rows = Rows.random(300, 6, "f", "m").add(1, 0.2, "lonely");
    FittedRule fitted = fit(rows.set(), Map.of("randomised", true));
    String notes = fitted.summary().notes().toString();
    assertTrue(notes.contains("sex=lonely (1, one class)"), notes);
    boolean[] fallbacks = fitted.fallbacks(rows.set());
    assertTrue(fallbacks[rows.size() - 1]);
    assertFalse(fallbacks[0]);
    assertEquals(
        List.of("sex=f", "sex=m"), fitted.summary().lines().stream().map(l -> l.name()).toList());
  }

  @Test
  void equalScoresStillGiveARule() {
    Rows rows = new Rows();
    for (int i = 0; i < 100; i++) {
      rows.add(i % 3 == 0 ? 1 : 0, 0.4, i % 2 == 0 ? "f" : "m", i / 100.0);
    }
    EvaluationSet set = rows.set();
    int[] decided = fit(set, Map.of()).decide(set);
    assertEquals(0, Arrays.stream(decided).sum());
    Map<String, Object> settings = Map.of("randomised", true, "constraint", "EQUALIZED_ODDS");
    assertEquals(0, Arrays.stream(fit(set, settings).decide(set)).sum());
  }

  @Test
  void aThousandGroups() {
    Rows rows = new Rows();
    for (int i = 0; i < 40_000; i++) {
      double score = (i * 7919L % 10_007) / 10_007.0;
      boolean positive = (i * 104_729L % 1_009) / 1_009.0 < score;
      rows.add(positive ? 1 : 0, score, "g" + i % 1000, 0.5);
    }
    EvaluationSet set = rows.set();
    for (boolean randomised : new boolean[] {false, true}) {
      Map<String, Object> settings = Map.of("randomised", randomised, "smallGroup", 40);
      FittedRule fitted = fit(set, settings);
      assertEquals(1000, fitted.summary().lines().size());
      assertEquals(set.size(), fitted.decide(set).length);
    }
  }

  /** Base rates 1/5 and 4/5: parity and calibration exclude each other. */
  @Test
  void targetsThatExcludeEachOtherAreNamedWithWhatWasReached() {
    Rows rows = new Rows();
    for (int i = 0; i < 100; i++) {
      rows.add(i % 5 == 0 ? 1 : 0, i % 5 == 0 ? 0.7 : 0.1 + i / 1000.0, "f");
      rows.add(i % 5 == 0 ? 0 : 1, i % 5 == 0 ? 0.3 : 0.6 + i / 1000.0, "m");
    }
    String notes = fit(rows.set(), Map.of("randomised", true)).summary().notes().toString();
    assertTrue(notes.contains("Base rates differ by 0.6000"), notes);
    assertTrue(notes.contains("demographic parity and equalized odds"), notes);
    assertTrue(notes.contains("selection rate 0.0000"), notes);
  }

  @Test
  void theBoundThatNoThresholdsReachIsSaid() {
    Rows rows = new Rows();
    for (int i = 0; i < 50; i++) {
      rows.add(i % 2, i < 25 ? 0.2 : 0.8, "f");
      rows.add(i % 2, i < 10 ? 0.2 : 0.8, "m");
    }
    // Nobody and everybody would be equal, but the tolerance of 0.31 allows 0.5 beside 0.8.
    EvaluationSet set = rows.set();
    FittedRule fitted = fit(set, Map.of("tolerance", 0.31));
    assertTrue(gap(set, fitted.decide(set), -1, "f", "m") <= 0.31);
    assertTrue(fitted.summary().notes().stream().noneMatch(n -> n.contains("No thresholds")));
  }

  @Test
  void wrongSettingsAndDataAreNamed() {
    EvaluationSet set = Rows.random(100, 7, "f", "m").set();
    refused(() -> fit(set, Map.of("columns", List.of("age"))), "protected columns [sex]");
    Rows one = new Rows().add(1, 0.3, "f").add(1, 0.6, "m");
    refused(() -> fit(one.set(), Map.of()), "all validation rows are of the favourable class");
    refused(
        () -> new GroupThresholds().restore("rule\tanother\n", Settings.EMPTY),
        "got [rule, another]");
  }

  private static void refused(org.junit.jupiter.api.function.Executable call, String words) {
    String message = assertThrows(GovernanceException.class, call).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void groupsMayBeCombinationsWithOddNames() {
    Rows rows = Rows.random(400, 8, "a\tb", "c\\d\ne");
    FittedRule fitted = fit(rows.set(), Map.of("randomised", true));
    FittedRule restored = new GroupThresholds().restore(fitted.state(), Settings.EMPTY);
    assertArrayEquals(fitted.decide(rows.set()), restored.decide(rows.set()));
    assertFalse(Arrays.toString(restored.fallbacks(rows.set())).contains("true"));
  }
}
