package plugins.fairness.internal.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.testkit.Oracle;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The critical region, calibrated equalized odds and temperatures by group. */
class OtherRulesTest {
  // --- reject option

  /** Selection rates 3/4 and 1/4; a margin of 0.1 turns one row of each group. */
  private static EvaluationSet region() {
    Rows rows = new Rows();
    double[] f = {0.2, 0.3, 0.42, 0.8};
    double[] m = {0.2, 0.57, 0.7, 0.9};
    int[] labels = {0, 0, 1, 1};
    for (int i = 0; i < 4; i++) {
      rows.add(labels[i], f[i], "f").add(labels[i], m[i], "m");
    }
    return rows.set();
  }

  @Test
  void theLeastMarginThatMeetsTheBoundTurnsUnsureRows() {
    EvaluationSet set = region();
    FittedReject fitted =
        (FittedReject)
            new RejectOption()
                .fit(set, Settings.of("test", Map.of("smallGroup", 1, "margins", 51)));
    assertEquals(0.5, fitted.region().threshold());
    assertEquals(0.08, fitted.region().margin(), 1e-12);
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, fitted.decide(set));
    String state = fitted.state();
    assertTrue(state.contains("group\tf\t-1") && state.contains("group\tm\t1"), state);
  }

  @Test
  void privilegedGroupsMayBeNamed() {
    Map<String, Object> settings = Map.of("smallGroup", 1, "privileged", "f", "bound", 1);
    FittedRule fitted = new RejectOption().fit(region(), Settings.of("test", settings));
    assertTrue(fitted.state().contains("group\tf\t1"), fitted.state());
    Map<String, Object> wrong = Map.of("privileged", "nobody");
    assertThrows(
        GovernanceException.class,
        () -> new RejectOption().fit(region(), Settings.of("test", wrong)));
  }

  @Test
  void aBoundThatCannotBeMetIsSaid() {
    Rows rows = new Rows();
    for (int i = 0; i < 10; i++) {
      rows.add(i % 2, 0.01, "f").add(i % 2, 0.97, "m");
    }
    Map<String, Object> settings = Map.of("smallGroup", 1, "margins", 10, "bound", 0);
    FittedRule fitted = new RejectOption().fit(rows.set(), Settings.of("test", settings));
    // A margin of one half reaches every score and turns everybody: the same difference again.
    String notes = fitted.summary().notes().toString();
    assertTrue(notes.contains("1.0000 is the least that was reached"), notes);
  }

  @Test
  void thresholdAndMarginAreSearchedTogether() {
    EvaluationSet set = Rows.random(600, 9, "f", "m").set();
    Map<String, Object> settings = Map.of("searchThreshold", true);
    FittedRule fitted = new RejectOption().fit(set, Settings.of("test", settings));
    int[] decided = fitted.decide(set);
    double gap = Rows.rate(set, decided, "m", -1) - Rows.rate(set, decided, "f", -1);
    assertTrue(Math.abs(gap) <= 0.05 + 1e-9, "gap " + gap);
  }

  // --- calibrated equalized odds

  /**
   * Group f: base rate 1/2, mean of 1 − p of positives 0.2; group m: 1/2 and 0.4. With the base
   * rate in place of scores f would have 0.5, so (0.4 − 0.2) / (0.5 − 0.2) = 2/3 of its rows.
   */
  private static Rows odds(double draw) {
    return new Rows()
        .add(1, 0.8, "f", draw)
        .add(0, 0.3, "f", draw)
        .add(1, 0.6, "m", draw)
        .add(0, 0.3, "m", draw);
  }

  private static FittedCalibratedOdds calibrated(Map<String, Object> settings) {
    return (FittedCalibratedOdds)
        new CalibratedOdds().fit(odds(0).set(), Settings.of("test", settings));
  }

  @Test
  void theShareOfRowsByLotRaisesTheLowerCost() {
    FittedCalibratedOdds fitted =
        calibrated(Map.of("cost", "FALSE_NEGATIVE_RATE", "smallGroup", 1));
    assertArrayEquals(new double[] {2 / 3.0, 0}, fitted.shares(), 1e-12);
    double[][] below = fitted.scores(odds(0.66).set());
    assertArrayEquals(new double[] {0.5, 0.5, 0.6, 0.3}, below[1], 1e-12);
    assertArrayEquals(new double[] {0.5, 0.5, 0.4, 0.7}, below[0], 1e-12);
    assertArrayEquals(new double[] {0.8, 0.3, 0.6, 0.3}, fitted.scores(odds(0.67).set())[1], 1e-12);
    assertArrayEquals(
        new double[] {0, 0},
        calibrated(Map.of("cost", "FALSE_POSITIVE_RATE", "smallGroup", 1)).shares(),
        1e-12);
  }

  /** Costs by weight: (0.3 + 0.2) / 4 and (0.3 + 0.4) / 4; the base rate would cost 1 / 4. */
  @Test
  void costsMayBeWeighted() {
    assertArrayEquals(
        new double[] {(0.175 - 0.125) / (0.25 - 0.125), 0},
        calibrated(Map.of("smallGroup", 1)).shares(),
        1e-12);
    assertThrows(
        GovernanceException.class,
        () -> calibrated(Map.of("wronglyFavoured", 0, "wronglyRefused", 0)));
  }

  @Test
  void smallGroupsKeepTheirScores() {
    FittedCalibratedOdds fitted = calibrated(Map.of());
    assertArrayEquals(odds(0).set().scores(1), fitted.scores(odds(0).set())[1]);
    assertTrue(fitted.summary().notes().toString().contains("sex=f (2)"));
  }

  /** Scores that are worse than the base rate cannot be raised by it. */
  @Test
  void aCostOutOfReachIsSaid() {
    Rows rows =
        new Rows()
            .add(1, 0.6, "f")
            .add(0, 0.6, "f")
            .add(1, 0.05, "m")
            .add(0, 0.6, "m")
            .add(0, 0.5, "m");
    Map<String, Object> settings = Map.of("cost", "FALSE_NEGATIVE_RATE", "smallGroup", 1);
    FittedRule fitted = new CalibratedOdds().fit(rows.set(), Settings.of("test", settings));
    String notes = fitted.summary().notes().toString();
    assertTrue(notes.contains("The cost of sex=f cannot be raised to 0.9500"), notes);
    assertTrue(notes.contains("calibration and equal false positive"), notes);
  }

  // --- temperatures

  @Test
  void temperaturesAreThoseOfAPeer() {
    JsonObject given = Oracle.peers(getClass(), "rows").get(0).getAsJsonObject();
    double[] scores = Oracle.as(given.get("scores"), double[].class);
    int[] labels = Oracle.as(given.get("labels"), int[].class);
    String[] groups = Oracle.as(given.get("groups"), String[].class);
    Rows rows = new Rows();
    for (int i = 0; i < scores.length; i++) {
      rows.add(labels[i], scores[i], groups[i]);
    }
    FittedRule alone =
        new GroupCalibration().fit(rows.set(), Settings.of("test", Map.of("shrinkage", 0)));
    FittedRule drawn = new GroupCalibration().fit(rows.set(), Settings.EMPTY);
    double all = Double.NaN;
    int at = 0;
    for (JsonElement each : Oracle.peers(getClass(), "temperatures")) {
      JsonObject peer = each.getAsJsonObject();
      double temperature = peer.get("temperature").getAsDouble();
      if (peer.get("group").getAsString().equals("all")) {
        all = temperature;
        continue;
      }
      var line = alone.summary().lines().get(at);
      double n = line.values().get(0);
      assertEquals(temperature, line.values().get(1), 1e-4);
      assertEquals(peer.get("before").getAsDouble(), line.values().get(3), 1e-9);
      assertEquals(peer.get("loss").getAsDouble(), line.values().get(4), 1e-8);
      double shrunk = Math.exp((n * Math.log(temperature) + 100 * Math.log(all)) / (n + 100));
      assertEquals(shrunk, drawn.summary().lines().get(at++).values().get(1), 1e-4);
    }
    assertEquals(3, at);
  }

  @Test
  void decisionsStayAndUnknownRowsHaveTheTemperatureOfAll() {
    EvaluationSet set = Rows.random(400, 12, "f", "m").set();
    FittedRule fitted = new GroupCalibration().fit(set, Settings.EMPTY);
    assertArrayEquals(set.predictions(), fitted.decide(set));
    EvaluationSet odd = new Rows().add(0, 0.7, null).add(0, 0.7, "f").set();
    assertArrayEquals(new boolean[] {true, false}, fitted.fallbacks(odd));
    double[] scores = fitted.scores(odd)[1];
    assertTrue(scores[0] != scores[1] && scores[0] > 0.5 && scores[1] > 0.5);
  }

  /** All rows right: the lower the temperature the better, until the loss is as good as 0. */
  @Test
  void perfectRowsGiveABoundedTemperature() {
    Rows rows = new Rows();
    for (int i = 0; i < 20; i++) {
      rows.add(i % 2, i % 2 == 0 ? 0.1 : 0.9, i % 3 == 0 ? "f" : "m");
    }
    FittedCalibration fitted =
        (FittedCalibration) new GroupCalibration().fit(rows.set(), Settings.EMPTY);
    Settings small = Settings.of("test", Map.of("smallGroup", 1));
    String notes = new GroupCalibration().fit(rows.set(), small).summary().notes().toString();
    assertTrue(notes.contains("Every validation row is right"), notes);
    double temperature = fitted.temperatures()[0];
    assertTrue(temperature >= 0.05 && temperature < 0.1, "temperature " + temperature);
  }
}
