package examples.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfidencePenaltyTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new ConfidencePenalty();
  }

  /** Everything but an even distribution is paid for, so that the term is smooth. */
  @Override
  protected Map<String, Object> settings() {
    return Map.of("threshold", 1);
  }

  private double value(PenaltyCase of, double threshold) {
    return TestTensors.in(
        scope ->
            penalty()
                .prepare(of.setup(Map.of("threshold", threshold)))
                .evaluate(of.context(scope))
                .item());
  }

  @Test
  void anEvenDistributionCostsNothingAndACertainOneTheThreshold() {
    PenaltyCase regular = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    int size = regular.classifier().length;
    assertEquals(0, value(regular.with(regular.embeddings(), new double[size]), 1), 1e-12);
    double[] steep = regular.classifier().clone();
    for (int i = 0; i < size; i++) {
      steep[i] *= 1e6;
    }
    PenaltyCase certain = regular.with(regular.embeddings(), steep);
    assertEquals(Math.log(2), value(certain, 1), 1e-12);
    assertEquals(0.3 * Math.log(2), value(certain, 0.3), 1e-12);
  }
}
