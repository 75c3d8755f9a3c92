package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.ValueType;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisparateImpactRepairTest {
  private static Dataset data(List<String> groups, List<Double> values) {
    return Dataset.of(
        new Schema(
            List.of(
                new Column("sex", ValueType.STRING, Role.PROTECTED),
                new Column("score", ValueType.NUMBER, Role.FEATURE))),
        List.of(groups, values));
  }

  private static double[] repaired(Dataset data, Split split, Map<String, ?> settings) {
    return new DisparateImpactRepair()
        .fit(Setup.of(data, settings))
        .apply(data, split)
        .data()
        .numbers("score");
  }

  /** BlackBoxAuditing is what AIF360's DisparateImpactRemover calls. */
  @Test
  void givesTheNumbersOfBlackBoxAuditing() {
    JsonArray cases = Oracle.peers(DisparateImpactRepairTest.class, "repair");
    assertEquals(8, cases.size());
    for (JsonElement each : cases) {
      JsonObject peer = each.getAsJsonObject();
      double level = peer.get("level").getAsDouble();
      List<Double> values = new ArrayList<>();
      for (double value : Oracle.as(peer.get("values"), double[].class)) {
        values.add(value);
      }
      List<String> groups = List.of(Oracle.as(peer.get("groups"), String[].class));
      double[] found =
          repaired(
              data(groups, values),
              Split.TRAIN,
              Map.of("level", level, "partial", "COMBINATORIAL"));
      assertArrayEquals(Oracle.as(peer.get("expected"), double[].class), found, "level " + level);
    }
  }

  private static Dataset shifted() {
    List<String> groups = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      groups.add(i % 2 == 0 ? "f" : "m");
      values.add(i % 2 == 0 ? i / 2.0 : 100 + i / 2);
    }
    return data(groups, values);
  }

  @Test
  void makesGroupsAlikeAtLevelOneAndGoesPartOfTheWayOtherwise() {
    double[] full = repaired(shifted(), Split.TRAIN, Map.of());
    double[] half = repaired(shifted(), Split.TRAIN, Map.of("level", 0.5));
    for (int i = 0; i < 40; i += 2) {
      assertEquals(full[i], full[i + 1], "the same rank, the same value");
      assertEquals((shifted().number("score", i + 1) + full[i + 1]) / 2, half[i + 1], 1e-12);
    }
    Dataset same = shifted();
    FittedTransform none = new DisparateImpactRepair().fit(Setup.of(same, Map.of("level", 0)));
    assertSame(same, none.apply(same, Split.TRAIN).data());
  }

  @Test
  void movesOtherSplitsByWhatTrainingRowsTaught() {
    FittedTransform fitted = new DisparateImpactRepair().fit(Setup.of(shifted(), Map.of()));
    Dataset test =
        data(
            Arrays.asList("m", "f", "new", null, "m"),
            List.of(110.0, 10.0, 10.0, 110.0, Double.NaN));
    double[] found = fitted.apply(test, Split.TEST).data().numbers("score");
    assertArrayEquals(new double[] {10, 10, 5, 15, Double.NaN}, found);
    assertEquals(test.values("sex"), fitted.apply(test, Split.TEST).data().values("sex"));
  }

  @Test
  void aGroupOfOneMemberDoesNotRuleTheOthers() {
    List<String> groups = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      groups.add("m");
      values.add((double) i);
    }
    groups.add("f");
    values.add(500.0);
    FittedTransform fitted =
        new DisparateImpactRepair().fit(Setup.of(data(groups, values), Map.of()));
    double[] found = fitted.apply(data(groups, values), Split.TRAIN).data().numbers("score");
    assertArrayEquals(
        values.subList(0, 30).stream().mapToDouble(v -> v).toArray(), Arrays.copyOf(found, 30));
    assertTrue(fitted.state().contains("sex=f: too few values (1)"), fitted.state());
  }

  @Test
  void saysWhatIsMissing() {
    Dataset words =
        shifted()
            .with(new Column("score", ValueType.NUMBER, Role.IGNORED), shifted().values("score"));
    assertThrows(GovernanceException.class, () -> repaired(words, Split.TRAIN, Map.of()));
    GovernanceException e =
        assertThrows(
            GovernanceException.class,
            () -> repaired(shifted(), Split.TRAIN, Map.of("numbers", List.of("age"))));
    assertTrue(e.getMessage().contains("[score]"), e.getMessage());
    assertThrows(
        GovernanceException.class, () -> repaired(shifted(), Split.TRAIN, Map.of("level", 2)));
  }
}
