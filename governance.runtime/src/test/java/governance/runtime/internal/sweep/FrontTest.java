package governance.runtime.internal.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.Direction;
import governance.api.evaluate.GateStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hand-made points whose places can be told by eye. */
class FrontTest {
  private static final Measure UTILITY = new Measure("accuracy", Direction.HIGHER_IS_BETTER);
  private static final Measure DISPARITY = new Measure("parity", Direction.LOWER_IS_BETTER);

  private static Map<Long, RunFigure> figures(Direction direction, double... values) {
    Map<Long, RunFigure> figures = new LinkedHashMap<>();
    for (double value : values) {
      figures.put(figures.size() + 1L, RunFigure.of(value, direction));
    }
    return figures;
  }

  private static Candidate point(int number, double[] utility, double... disparity) {
    return new Candidate(
        number,
        figures(Direction.HIGHER_IS_BETTER, utility),
        figures(Direction.LOWER_IS_BETTER, disparity),
        Map.of());
  }

  private static double[] u(double... values) {
    return values;
  }

  private static Candidate gated(int number, double utility, double disparity, double most) {
    GateStatus status = disparity > most ? GateStatus.FAIL : GateStatus.PASS;
    GateVerdict gate = new GateVerdict("limit", status, "", "parity", disparity, Double.NaN, most);
    return new Candidate(
        number,
        figures(Direction.HIGHER_IS_BETTER, utility),
        figures(Direction.LOWER_IS_BETTER, disparity),
        Map.of(1L, List.of(gate)));
  }

  private static Front front(Candidate... points) {
    return new Front(List.of(points), UTILITY, DISPARITY, 0.95);
  }

  private static List<Integer> numbers(List<Standing> standings) {
    return standings.stream().map(Standing::number).toList();
  }

  @Test
  void onlyAPointThatIsWorseInBothIsDominated() {
    Front front =
        front(
            point(1, u(0.90), 0.20),
            point(2, u(0.85), 0.10),
            point(3, u(0.84), 0.15),
            point(4, u(0.85), 0.12), // as useful as 2
            point(5, u(0.80), 0.10)); // as fair as 2
    assertEquals(List.of(2, 5, 4, 1), numbers(front.front()));
    Standing third = front.standings().get(2);
    assertEquals(2, third.by());
    assertFalse(third.beyondChance(), "one seed without replicates tells nothing of chance");
  }

  @Test
  void beyondChanceIsToldByTheDifferencesSeedBySeed() {
    // seeds differ much more than points do: intervals of the means overlap, differences do not
    Front sure =
        front(
            point(1, u(0.70, 0.80, 0.90), 0.30, 0.20, 0.10),
            point(2, u(0.72, 0.821, 0.919), 0.27, 0.172, 0.069));
    Standing first = sure.standings().get(0);
    assertEquals(2, first.by());
    assertTrue(first.beyondChance());
    assertTrue(first.utility().interval().high() > 0.9, "the means' own intervals overlap");
    assertEquals(0.02, first.utilityLoss().value(), 1e-12);
    // t(0.975, 2) · s / √3 with s = 0.001 of 0.020, 0.021, 0.019
    assertEquals(
        0.02 - 4.302652729911275 * 0.001 / Math.sqrt(3),
        first.utilityLoss().interval().low(),
        1e-9);

    Front unsure =
        front(
            point(1, u(0.70, 0.80, 0.90), 0.30, 0.20, 0.10),
            point(2, u(0.80, 0.78, 0.91), 0.27, 0.172, 0.069));
    assertEquals(2, unsure.standings().get(0).by());
    assertFalse(unsure.standings().get(0).beyondChance(), "utility is better by chance");
  }

  @Test
  void oneThatDominatesBeyondChanceIsNamedBeforeOneWithABetterMean() {
    Front front =
        front(
            point(1, u(0.70, 0.70, 0.70), 0.30, 0.30, 0.30),
            point(2, u(0.99, 0.60, 0.90), 0.10, 0.10, 0.11),
            point(3, u(0.72, 0.721, 0.719), 0.20, 0.201, 0.199));
    assertEquals(3, front.standings().get(0).by());
    assertTrue(front.standings().get(0).beyondChance());
  }

  @Test
  void withOneSeedReplicatesArePaired() {
    double[] high = new double[100];
    double[] low = new double[100];
    for (int i = 0; i < 100; i++) {
      high[i] = 0.8 + 0.001 * i;
      low[i] = high[i] - 0.05;
    }
    Map<Long, RunFigure> better = Map.of(7L, with(0.85, high));
    Map<Long, RunFigure> worse = Map.of(7L, with(0.80, low));
    Estimate paired = UTILITY.advantage(better, worse, 0.95);
    assertEquals(0.05, paired.interval().low(), 1e-9);
    assertEquals(0.05, paired.interval().high(), 1e-9);
    assertNull(UTILITY.advantage(better, Map.of(8L, with(0.8, low)), 0.95), "no seed in common");
  }

  private static RunFigure with(double value, double[] replicates) {
    return new RunFigure(value, null, Direction.HIGHER_IS_BETTER, replicates, "");
  }

  @Test
  void aSignedDifferenceIsBetterNearerToZero() {
    Measure signed = new Measure("difference", Direction.NEUTRAL);
    assertTrue(signed.gain(-0.05) > signed.gain(0.1));
    assertTrue(signed.gain(-0.2) < signed.gain(0.1));
    assertTrue(new Measure("ratio", Direction.HIGHER_IS_BETTER).gain(0.9) > 0.8);
  }

  @Test
  void theKneeIsFarthestAboveTheLineBetweenTheEnds() {
    Front front =
        front(
            point(1, u(0.90), 0.20),
            point(2, u(0.88), 0.05), // loses little, gains much
            point(3, u(0.80), 0.00));
    assertEquals(2, front.knee().orElseThrow().number());
    assertTrue(front(point(1, u(0.9), 0.2), point(2, u(0.8), 0.1)).knee().isEmpty());
    Front line = front(point(1, u(0.9), 0.2), point(2, u(0.8), 0.1), point(3, u(0.7), 0.0));
    assertTrue(line.knee().isEmpty(), "no point lies above a straight line");
  }

  @Test
  void theMostUsefulPointThatPassesItsGatesIsRecommended() {
    Front front = front(gated(1, 0.9, 0.20, 0.1), gated(2, 0.85, 0.09, 0.1), gated(3, 0.8, 0, 0.1));
    Recommendation chosen =
        Recommendation.of(front.standings(), UTILITY, DISPARITY, "validation rows").orElseThrow();
    assertEquals(2, chosen.standing().number());
    assertTrue(chosen.passes());
    assertTrue(chosen.words().contains("best accuracy of the 2 of 3 points"), chosen.words());
  }

  @Test
  void whereNonePassesTheLeastViolatingIsNamedInWords() {
    Front front = front(gated(1, 0.9, 0.2, 0.1), gated(2, 0.8, 0.15, 0.1));
    Recommendation chosen =
        Recommendation.of(front.standings(), UTILITY, DISPARITY, "validation rows").orElseThrow();
    assertEquals(2, chosen.standing().number());
    assertFalse(chosen.passes());
    assertTrue(
        chosen.words().contains("misses them least: limit 0.1500, at most 0.1000 (seed 1)"),
        chosen.words());
    assertEquals(0.5, chosen.standing().candidate().excess(), 1e-12);
  }

  @Test
  void aGateThatCouldNotDecideCountsBeforeBoundsThatAreMissed() {
    GateVerdict error =
        new GateVerdict(
            "board", GateStatus.ERROR, "no figure", "", Double.NaN, Double.NaN, Double.NaN);
    Candidate undecided =
        new Candidate(
            1,
            figures(Direction.HIGHER_IS_BETTER, 0.99),
            figures(Direction.LOWER_IS_BETTER, 0.0),
            Map.of(1L, List.of(error)));
    Front front = front(undecided, gated(2, 0.6, 0.9, 0.1));
    Recommendation chosen =
        Recommendation.of(front.standings(), UTILITY, DISPARITY, "validation rows").orElseThrow();
    assertEquals(2, chosen.standing().number());
  }

  @Test
  void withoutPointsNothingIsRecommended() {
    assertTrue(Recommendation.of(List.of(), UTILITY, DISPARITY, "test rows").isEmpty());
    assertTrue(front().knee().isEmpty());
  }
}
