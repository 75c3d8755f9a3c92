package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsistencyTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new Consistency();
  }

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void equalsTheDoubleLoop(Task task) {
    PenaltyCase batch = PenaltyCase.regular(task);
    double expected = naive(batch);
    assertTrue(expected > 1e-5, "the case has equal cases with unequal outcomes");
    assertEquals(expected, value(batch), 1e-14);
  }

  @Test
  void isZeroWhereNoCasesAreEqual() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    assertEquals(0, value(batch.rows("all different", 0, 1, 3)), 0);
  }

  private double value(PenaltyCase batch) {
    return TestTensors.in(
        s -> penalty().prepare(batch.setup(Map.of())).evaluate(batch.context(s)).item());
  }

  private static double naive(PenaltyCase batch) {
    return TestTensors.in(
        scope -> {
          PenaltyContext context = batch.context(scope);
          double[] outputs = context.outputs().toArray();
          int n = batch.size();
          int classes = batch.classes();
          double outer = 0;
          for (int i = 0; i < n; i++) {
            double inner = 0;
            for (int j = 0; j < n; j++) {
              for (int c = 0; c < classes && batch.content()[i] == batch.content()[j]; c++) {
                inner += Math.pow(outputs[i * classes + c] - outputs[j * classes + c], 2);
              }
            }
            outer += inner / n;
          }
          return outer / n;
        });
  }
}
