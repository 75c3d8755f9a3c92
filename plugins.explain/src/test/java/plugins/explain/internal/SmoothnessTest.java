package plugins.explain.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmoothnessTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new Smoothness();
  }

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void equalsTheDoubleLoop(Task task) {
    PenaltyCase batch = PenaltyCase.regular(task);
    double expected = naive(batch, 1e-6);
    assertTrue(expected > 1e-3);
    assertEquals(expected, value(batch, Map.of()), 1e-13);
  }

  @Test
  void equalInputsCountAsZero() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    PenaltyCase twice = batch.rows("twice", 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
    assertEquals(value(batch, Map.of()), value(twice, Map.of()), 1e-13);
    double least = 0.5;
    double expected = naive(batch, least);
    assertTrue(expected < naive(batch, 1e-6), "some pairs are nearer");
    assertEquals(expected, value(batch, Map.of("minimumDistance", least)), 1e-13);
  }

  private double value(PenaltyCase batch, Map<String, Object> settings) {
    return TestTensors.in(
        s -> penalty().prepare(batch.setup(settings)).evaluate(batch.context(s)).item());
  }

  private static double naive(PenaltyCase batch, double least) {
    double[] outputs = TestTensors.in(s -> batch.context(s).outputs().toArray());
    int n = batch.size();
    double[] inputs = new double[n * batch.hidden()];
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < batch.lengths()[i]; t++) {
        for (int h = 0; h < batch.hidden(); h++) {
          int at = (i * batch.length() + t) * batch.hidden() + h;
          inputs[i * batch.hidden() + h] += batch.embeddings()[at] / batch.lengths()[i];
        }
      }
    }
    double outer = 0;
    for (int i = 0; i < n; i++) {
      double inner = 0;
      for (int j = 0; j < n; j++) {
        double apart = distance(inputs, i, j, batch.hidden());
        inner += apart > least ? distance(outputs, i, j, batch.classes()) / apart : 0;
      }
      outer += inner / n;
    }
    return outer / n;
  }

  private static double distance(double[] rows, int i, int j, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      sum += Math.pow(rows[i * width + k] - rows[j * width + k], 2);
    }
    return Math.sqrt(sum);
  }
}
