package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.ValueType;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairWeightsTest {
  private static FittedTransform fit(Dataset data, Map<String, ?> settings) {
    return new FairWeights().fit(Setup.of(data, settings).favouring("yes"));
  }

  private static Dataset weighed(Dataset data, Map<String, ?> settings) {
    return fit(data, settings).apply(data, Split.TRAIN).data();
  }

  @Test
  void reachesTheTargetAndKeepsGroupsAndClasses() {
    for (double target : new double[] {0.25, 0.1, 0.03}) {
      Dataset after = weighed(People.unequal(), Map.of("target", target));
      assertEquals(target, People.rate(after, "m") - People.rate(after, "f"), 1e-9);
      double[] weights = after.weights("weight");
      assertEquals(300, Arrays.stream(weights).sum(), 1e-7);
      double women = 0;
      double yes = 0;
      for (int row = 0; row < 300; row++) {
        women += after.string("sex", row).equals("f") ? weights[row] : 0;
        yes += after.string("label", row).equals("yes") ? weights[row] : 0;
      }
      assertEquals(100, women, 1e-7);
      assertEquals(120, yes, 1e-7);
    }
  }

  @Test
  void isReweighingAtTargetZeroAndNothingWhereTheTargetHolds() {
    Dataset data = People.unequal();
    double[] reweighed =
        new Reweighing()
            .fit(Setup.of(data, Map.of()))
            .apply(data, Split.TRAIN)
            .data()
            .weights("weight");
    double[] found = weighed(data, Map.of("target", 0)).weights("weight");
    assertArrayEquals(reweighed, found, 1e-9);
    double[] ones = weighed(data, Map.of("target", 0.31)).weights("weight");
    assertTrue(Arrays.stream(ones).allMatch(w -> w == 1), "0.3 is less than 0.31");
  }

  /** Four groups, against a general solver over all cells. */
  @Test
  void changesWeightsAsLittleAsASolverFinds() {
    JsonObject peer = Oracle.peers(FairWeightsTest.class, "fair weights").get(0).getAsJsonObject();
    double[] weight = Oracle.as(peer.get("weight"), double[].class);
    double[] rate = Oracle.as(peer.get("rate"), double[].class);
    GroupTable table =
        new GroupTable(
            new int[] {0, 1, 2, 3}, List.of("a", "b", "c", "d"), weight, rate, List.of());
    TargetWeights found = TargetWeights.ofLabels(table, peer.get("target").getAsDouble());
    assertArrayEquals(Oracle.as(peer.get("rates"), double[].class), found.rates(), 1e-6);
    double divergence =
        Double.parseDouble(found.text().replaceAll("(?s).*divergence ([^ ]+) .*", "$1"));
    assertEquals(peer.get("divergence").getAsDouble(), divergence, 1e-9);
  }

  @Test
  void saysWhatCanBeReachedWhereAGroupHasOneClassOnly() {
    Dataset data =
        new People().add("f", "no", 50, 0).add("m", "yes", 25, 0).add("m", "no", 25, 0).data();
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> fit(data, Map.of("target", 0.1)));
    assertTrue(e.getMessage().contains("sex=f"), e.getMessage());
    assertTrue(e.getMessage().contains("0.5"), e.getMessage());
    Dataset three =
        new People()
            .add("f", "no", 50, 0)
            .add("m", "yes", 25, 0)
            .add("m", "no", 25, 0)
            .add("x", "yes", 5, 0)
            .add("x", "no", 45, 0)
            .data();
    Dataset after = weighed(three, Map.of("target", 0.35));
    assertEquals(0.35, People.rate(after, "m"), 1e-9);
    assertEquals(0, People.rate(after, "f"));
    assertEquals(30, (People.rate(after, "m") + People.rate(after, "x")) * 50, 1e-7);
  }

  @Test
  void leavesOutSmallGroupsWhenAskedAndNamesThem() {
    Dataset data =
        new People()
            .add("f", "no", 1, 0)
            .add("m", "yes", 25, 0)
            .add("m", "no", 25, 0)
            .add("w", "yes", 5, 0)
            .add("w", "no", 45, 0)
            .data();
    assertThrows(GovernanceException.class, () -> fit(data, Map.of("target", 0.1)));
    FittedTransform fitted = fit(data, Map.of("target", 0.1, "minimumGroup", 10));
    assertTrue(fitted.state().contains("too small to be compared: sex=f"), fitted.state());
    Dataset after = fitted.apply(data, Split.TRAIN).data();
    assertEquals(1, after.number("weight", 0));
    assertEquals(0.1, People.rate(after, "m") - People.rate(after, "w"), 1e-9);
    GovernanceException many =
        assertThrows(
            GovernanceException.class, () -> fit(People.thousandGroups(), Map.of("target", 0.1)));
    assertTrue(many.getMessage().contains(" more"), many.getMessage());
    assertEquals(1, many.problems().size());
  }

  /** The club tells the groups apart, so the classifier differs more than the target. */
  @Test
  void bringsAClassifierToTheTarget() {
    Dataset people =
        new People()
            .add("f", "yes", 20, 0)
            .add("f", "no", 80, 0)
            .add("m", "yes", 100, 0)
            .add("m", "no", 100, 0)
            .data();
    Column club = new Column("club", ValueType.STRING, Role.FEATURE);
    Dataset data = people.with(club, people.values("sex"));
    Map<String, Object> settings = Map.of("figure", "CLASSIFIER", "target", 0.15);
    FittedTransform fitted = fit(data, settings);
    String state = fitted.state();
    double before = Double.parseDouble(state.replaceAll("(?s).*decisions ([^ ]+) ->.*", "$1"));
    double reached = Double.parseDouble(state.replaceAll("(?s).*-> ([^,]+), target.*", "$1"));
    assertTrue(before > 0.2, state);
    assertTrue(reached <= 0.15, state);
    assertEquals(state, fit(data, settings).state());
    assertSame(data, fitted.apply(data, Split.TEST).data());
  }

  @Test
  void saysWhatAClassifierReachedInVain() {
    People people = new People();
    people.add("f", "no", 90, -30).add("f", "yes", 10, -30);
    Dataset data = people.add("m", "yes", 90, 30).add("m", "no", 10, 30).data();
    GovernanceException e =
        assertThrows(
            GovernanceException.class,
            () -> fit(data, Map.of("figure", "CLASSIFIER", "target", 0)));
    assertTrue(e.getMessage().contains("the least it reached is "), e.getMessage());
  }

  @Test
  void refusesTargetsOutOfRange() {
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> fit(People.unequal(), Map.of("target", 1.5)));
    assertTrue(e.getMessage().contains("setting target"), e.getMessage());
  }
}
