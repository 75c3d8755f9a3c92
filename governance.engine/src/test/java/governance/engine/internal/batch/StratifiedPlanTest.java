package governance.engine.internal.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.engine.Encoded;
import governance.engine.Stratified;
import governance.engine.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedPlanTest {
  private static final int ROWS = 500;

  /** 20 of 500 rows are of group a, 470 of b, and of 10 the group is not known. */
  private static TrainingData data() {
    List<Encoded> inputs =
        IntStream.range(0, ROWS)
            .mapToObj(i -> new int[5 + i * 31 % 60])
            .map(ids -> new Encoded(ids, ids, List.of(), 0))
            .toList();
    int[] group =
        IntStream.range(0, ROWS).map(i -> i % 50 == 7 ? -1 : i % 25 == 0 ? 0 : 1).toArray();
    TrainingData plain =
        TrainingData.of(inputs, new int[ROWS], inputs.stream().map(e -> "").toList());
    return new TrainingData(
        plain.inputs(),
        plain.labels(),
        null,
        null,
        plain.texts(),
        plain.content(),
        Map.of("sex", new Groups(List.of("a", "b"), group)),
        Map.of(),
        -1);
  }

  private static StratifiedPlan plan(TrainingData data, int batch, int minimum) {
    Stratified strata = new Stratified(List.of("sex"), minimum, true);
    return new StratifiedPlan(data, batch, 42, true, strata);
  }

  private static long of(int[] rows, TrainingData data, int group) {
    int[] index = data.groups().get("sex").index();
    return Arrays.stream(rows).filter(row -> index[row] == group).count();
  }

  @Test
  void everyBatchIsFullAndHoldsTheLeastNumber() {
    TrainingData data = data();
    StratifiedPlan plan = plan(data, 16, 3);
    assertEquals(32, plan.stepsPerEpoch());
    for (long step = 0; step < 5 * 32; step++) {
      int[] rows = plan.rows(step);
      assertEquals(16, rows.length);
      assertTrue(of(rows, data, 0) >= 3, "step " + step);
      assertEquals(16, Arrays.stream(rows).distinct().count(), "a row comes once in a batch");
    }
  }

  /** Over many epochs all rows of a stratum come equally often, and as often as quotas say. */
  @Test
  void allRowsOfAStratumComeEquallyOftenAndCorrectionsUndoTheStrata() {
    TrainingData data = data();
    StratifiedPlan plan = plan(data, 16, 3);
    int epochs = 50;
    long[] seen = new long[ROWS];
    for (long step = 0; step < epochs * 32L; step++) {
      Arrays.stream(plan.rows(step)).forEach(row -> seen[row]++);
    }
    double[] corrections = plan.corrections();
    int[] index = data.groups().get("sex").index();
    for (int group = -1; group < 2; group++) {
      int wanted = group;
      long[] its =
          IntStream.range(0, ROWS)
              .filter(i -> index[i] == wanted)
              .mapToLong(i -> seen[i])
              .toArray();
      long least = Arrays.stream(its).min().orElseThrow();
      assertTrue(Arrays.stream(its).max().orElseThrow() <= least + 1, "group " + group);
    }
    double each = epochs * 32 * 16.0 / ROWS;
    for (int i = 0; i < ROWS; i++) {
      assertEquals(1, corrections[i] * seen[i] / each, 0.05, "row " + i);
    }
  }

  @Test
  void aStepFollowsFromSeedAndNumber() {
    StratifiedPlan through = plan(data(), 16, 3);
    for (long step = 0; step < 70; step++) {
      through.rows(step);
    }
    int[] at = through.rows(70);
    assertArrayEquals(at, plan(data(), 16, 3).rows(70));
    Stratified strata = new Stratified(List.of("sex"), 3, true);
    int[] other = new StratifiedPlan(data(), 16, 43, true, strata).rows(70);
    assertFalse(Arrays.equals(at, other));
  }

  @Test
  void batchesHoldRowsOfLikeLength() {
    TrainingData data = data();
    long sorted = padded(plan(data, 16, 3), data);
    Stratified strata = new Stratified(List.of("sex"), 3, true);
    long mixed = padded(new StratifiedPlan(data, 16, 42, false, strata), data);
    assertTrue(sorted < 0.92 * mixed, sorted + " of " + mixed);
  }

  private static long padded(StratifiedPlan plan, TrainingData data) {
    long sum = 0;
    for (long step = 0; step < plan.stepsPerEpoch(); step++) {
      int[] rows = plan.rows(step);
      sum += Arrays.stream(rows).map(i -> data.inputs().get(i).length()).max().orElseThrow();
    }
    return sum;
  }

  @Test
  void aMinimumThatIsMetAnywayChangesNoShare() {
    double[] corrections = plan(data(), 100, 1).corrections();
    Arrays.stream(corrections).forEach(c -> assertEquals(1, c, 1e-12));
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    GovernanceException many = assertThrows(GovernanceException.class, () -> plan(data(), 16, 9));
    assertTrue(
        many.getMessage().contains("2 groups by sex with 9 rows each need 18"), many.getMessage());
    Stratified none = new Stratified(List.of("race"), 1, true);
    GovernanceException unknown =
        assertThrows(
            GovernanceException.class, () -> new StratifiedPlan(data(), 16, 1, true, none));
    assertTrue(unknown.getMessage().contains("race"), unknown.getMessage());
  }
}
