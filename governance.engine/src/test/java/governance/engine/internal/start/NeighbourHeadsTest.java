package governance.engine.internal.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where the heads look at first, computed naively from the matrices. */
class NeighbourHeadsTest {
  private static final int HIDDEN = 128;
  private static final int HEADS = 4;
  private static final int LENGTH = 24;
  private static final int PLACE = 12;

  private final NeighbourHeads heads = new NeighbourHeads(HIDDEN, HEADS);
  private final float[] query = heads.query(new SplittableRandom(1));
  private final float[] key = heads.key(new SplittableRandom(2));

  /** Positions among random words, after layer norm. */
  private double[][] hidden() {
    SplittableRandom random = new SplittableRandom(3);
    float[] positions = heads.positions(LENGTH);
    double[][] hidden = new double[LENGTH][HIDDEN];
    for (int i = 0; i < LENGTH; i++) {
      double mean = 0;
      double square = 0;
      for (int j = 0; j < HIDDEN; j++) {
        double word = j < HIDDEN - heads.part() ? 0.1 * random.nextGaussian() : 0;
        hidden[i][j] = positions[i * HIDDEN + j] + word;
        mean += hidden[i][j] / HIDDEN;
        square += hidden[i][j] * hidden[i][j] / HIDDEN;
      }
      for (int j = 0; j < HIDDEN; j++) {
        hidden[i][j] = (hidden[i][j] - mean) / Math.sqrt(square - mean * mean);
      }
    }
    return hidden;
  }

  private double[] attention(int head) {
    double[][] x = hidden();
    int size = HIDDEN / HEADS;
    double[] scores = new double[LENGTH];
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      double score = 0;
      for (int d = head * size; d < (head + 1) * size; d++) {
        score += product(query, d, x[PLACE]) * product(key, d, x[i]);
      }
      scores[i] = Math.exp(score / Math.sqrt(size));
      sum += scores[i];
    }
    for (int i = 0; i < LENGTH; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  private static double product(float[] matrix, int row, double[] x) {
    double sum = 0;
    for (int j = 0; j < HIDDEN; j++) {
      sum += matrix[row * HIDDEN + j] * x[j];
    }
    return sum;
  }

  @Test
  void twoHeadsLookAtTheNeighboursAndOneAround() {
    assertTrue(attention(0)[PLACE - 1] > 0.5);
    assertTrue(attention(1)[PLACE + 1] > 0.5);
    double[] wide = attention(2);
    assertTrue(wide[PLACE] < 0.5 && wide[PLACE - 1] + wide[PLACE] + wide[PLACE + 1] > 0.3);
    for (double share : attention(3)) {
      assertTrue(share < 0.2);
    }
  }

  @Test
  void whatAHeadLooksAtIsPassedOn() {
    float[][] both = heads.passing(new SplittableRandom(4));
    for (int i = 0; i < HIDDEN; i++) {
      for (int j = 0; j < HIDDEN; j++) {
        double sum = 0;
        for (int k = 0; k < HIDDEN; k++) {
          sum += both[1][i * HIDDEN + k] * both[0][k * HIDDEN + j];
        }
        assertEquals(i == j ? 0.49 : 0, sum, 1e-5);
      }
    }
  }
}
