package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourConsistencyTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new NeighbourConsistency();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("neighbours", 2);
  }

  /** A copy is the nearest neighbour of its row. */
  @Override
  protected boolean repeatable() {
    return false;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50})
  void equalsTheLoopOverNeighbours(int k) {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    double[][] p = matrix(batch, true);
    double[][] h = matrix(batch, false);
    double expected = 0;
    for (int i = 0; i < 6; i++) {
      int row = i;
      int[] near =
          IntStream.range(0, 6)
              .filter(j -> j != row)
              .boxed()
              .sorted((a, b) -> Double.compare(square(h[row], h[a]), square(h[row], h[b])))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int j : near) {
        expected += square(p[i], p[j]) / near.length / 6;
      }
    }
    assertEquals(expected, GivenLogits.value(penalty(), batch, Map.of("neighbours", k)), 1e-12);
  }

  private static double[][] matrix(PenaltyCase batch, boolean outputs) {
    return TestTensors.in(
        scope -> {
          var context = batch.context(scope);
          var tensor = outputs ? context.outputs() : context.representation();
          double[] flat = tensor.toArray();
          int width = (int) tensor.size(1);
          double[][] rows = new double[batch.size()][width];
          for (int i = 0; i < flat.length; i++) {
            rows[i / width][i % width] = flat[i];
          }
          return rows;
        });
  }

  private static double square(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
  }

  @Test
  void oneRowHasNoNeighbour() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    assertEquals(0, GivenLogits.value(penalty(), batch.rows("one", 2), Map.of()), 0);
  }
}
