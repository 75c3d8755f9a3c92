package governance.runtime.internal.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final int[] LABELS = {0, 1, 0, 1, 0, 1, 0, 1};
  private static final int[] FIRST = {0, 1, 0, 0, 0, 1, 1, 1};
  private static final int[] SECOND = {0, 1, 0, 1, 0, 1, 1, 1};
  private static final int[] GROUP = {0, 1, 0, 0, 0, 1, -1, 1};

  private static EvaluationSet set(int[] predictions, double[] weights) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(LABELS)
        .predictions(predictions)
        .weights(weights)
        .groups("sex", List.of("f", "m"), GROUP)
        .column("town", Arrays.asList("b", "a", "b", null, "b", "a", "a", "a"))
        .build();
  }

  @Test
  void alikeRowsAreCountedOnceForAllModels() {
    Cells cells =
        Cells.of(List.of(set(FIRST, null), set(SECOND, null)), List.of("town", "none"), 8)
            .orElseThrow();
    assertEquals(4, cells.size());
    EvaluationSet first = cells.set(0);
    EvaluationSet second = cells.set(1);
    assertArrayEquals(new int[] {0, 0, 1, 1}, first.labels());
    assertArrayEquals(new int[] {1, 0, 0, 1}, first.predictions());
    assertArrayEquals(new int[] {1, 0, 1, 1}, second.predictions());
    assertArrayEquals(new int[] {-1, 0, 0, 1}, first.groups("sex").index());
    assertArrayEquals(new double[] {1, 3, 1, 3}, first.weights());
    assertEquals(3, first.count(3));
    assertEquals(Arrays.asList("a", "b", null, "a"), first.column("town"));
    assertEquals(List.of("town"), first.columns());
  }

  @Test
  void theOrderOfRowsDoesNotMatterAndWeightsPart() {
    double[] weights = {1, 2, 1, 1, 0.5, 2, 1, 2};
    Cells cells = Cells.of(List.of(set(FIRST, weights)), List.of(), 8).orElseThrow();
    assertEquals(5, cells.size());
    assertEquals(10.5, Arrays.stream(cells.set(0).weights()).sum(), 0);
    assertArrayEquals(new double[] {1, 0.5, 1, 1, 2}, cells.rowWeights());
    assertArrayEquals(new long[] {1, 1, 2, 1, 3}, cells.counts());
  }

  @Test
  void tooManyCellsAreNone() {
    assertFalse(Cells.of(List.of(set(FIRST, null)), List.of(), 3).isPresent());
    int rows = 10_000;
    double[] weights = new Random(1).doubles(rows).toArray();
    EvaluationSet distinct =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(new int[rows])
            .predictions(new int[rows])
            .weights(weights)
            .build();
    assertFalse(Cells.of(List.of(distinct), List.of(), rows / 4).isPresent());
  }

  @Test
  void keysThatDoNotFitInATableAreHashed() {
    int rows = 40_000;
    Random random = new Random(3);
    EvaluationSet.Builder set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(random.ints(rows, 0, 2).toArray())
            .predictions(random.ints(rows, 0, 2).toArray());
    int[] group = random.ints(rows, 0, 50).toArray();
    List<String> names = IntStream.range(0, 2000).mapToObj(i -> "g" + i).toList();
    set.groups("a", names, group).groups("b", names, group).groups("c", names, group);
    Cells cells = Cells.of(List.of(set.build()), List.of(), rows / 4).orElseThrow();
    assertEquals(200, cells.size());
    assertEquals(rows, Arrays.stream(cells.counts()).sum());
    assertEquals(50, Arrays.stream(cells.combinations()).distinct().count());
    assertTrue(Arrays.equals(cells.set(0).groups("a").index(), cells.set(0).groups("c").index()));
  }

  @Test
  void setsOfOtherRowsAreNotPutTogether() {
    EvaluationSet other =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(FIRST)
            .predictions(FIRST)
            .groups("sex", List.of("f", "m"), GROUP)
            .build();
    assertFalse(Cells.of(List.of(set(FIRST, null), other), List.of(), 8).isPresent());
  }
}
