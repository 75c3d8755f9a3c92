package plugins.privacy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepresentationNormTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new RepresentationNorm();
  }

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void equalsTheDoubleLoop(Task task) {
    PenaltyCase batch = PenaltyCase.regular(task);
    double outer = 0;
    for (int row = 0; row < batch.size(); row++) {
      outer += row(batch, row) / batch.size();
    }
    assertEquals(outer, value(batch), 1e-14);
  }

  @Test
  void isTheMeanOfItsRowsAlone() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    double first = value(batch.rows("first", 0));
    double fourth = value(batch.rows("fourth", 3));
    assertEquals((first + fourth) / 2, value(batch.rows("both", 0, 3)), 1e-14);
  }

  private static double row(PenaltyCase batch, int row) {
    double sum = 0;
    for (int token = 0; token < batch.lengths()[row]; token++) {
      double squares = 0;
      for (int h = 0; h < batch.hidden(); h++) {
        int at = (row * batch.length() + token) * batch.hidden() + h;
        squares += Math.pow(batch.embeddings()[at], 2);
      }
      sum += Math.sqrt(squares);
    }
    return sum / batch.lengths()[row];
  }

  private double value(PenaltyCase batch) {
    return TestTensors.in(
        s -> penalty().prepare(batch.setup(Map.of())).evaluate(batch.context(s)).item());
  }
}
