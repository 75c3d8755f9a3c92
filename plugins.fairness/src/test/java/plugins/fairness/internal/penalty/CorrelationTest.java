package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.Oracle;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new Correlation();
  }

  @Nested
  class OfAllClassesWithMemory extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new Correlation();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("classes", "all", "running", 0.5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "neg", "weighted"})
  void equalsTheNumbersOfMinDiff(String name) {
    String full = "mindiff.absolute_correlation." + name;
    JsonObject oracle = Oracle.named(CorrelationTest.class, full);
    PenaltyCase batch = MaximumMeanDiscrepancyTest.probabilities(oracle, false);
    double value = GivenLogits.value(penalty(), batch, Map.of("rowWeights", true));
    assertEquals(oracle.get("expected").getAsDouble(), value, 1e-5);
  }

  /** The same rows again and again: what is remembered adds nothing. */
  @Test
  void runningMomentsOfEqualBatchesAreThoseOfOne() {
    PenaltyCase batch =
        GivenLogits.probabilities(new double[] {0.9, 0.6, 0.3, 0.2}, new int[4], 0, 1, 0, 1);
    double once = GivenLogits.value(penalty(), batch, Map.of());
    PenaltyTerm term = penalty().prepare(batch.setup(Map.of("running", 0.9)));
    CaseBuffers buffers = CaseBuffers.of(term);
    for (int i = 0; i < 5; i++) {
      assertEquals(once, GivenLogits.step(term, batch, buffers), 1e-12);
    }
  }
}
