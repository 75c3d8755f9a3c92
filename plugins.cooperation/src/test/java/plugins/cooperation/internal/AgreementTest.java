package plugins.cooperation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new Agreement();
  }

  @Nested
  class ByJensenShannon extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new Agreement();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("divergence", "jensen_shannon");
    }
  }

  @Nested
  class WithoutParties extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new Agreement();
    }

    @Override
    protected List<PenaltyCase> regular() {
      return super.regular().stream().map(AgreementTest::alone).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void aloneEqualsTheDoubleLoopOverRows(Task task) {
    PenaltyCase batch = alone(PenaltyCase.regular(task));
    double[] outputs = TestTensors.in(s -> batch.context(s).outputs().toArray());
    int n = batch.size();
    int classes = batch.classes();
    double outer = 0;
    for (int i = 0; i < n; i++) {
      double inner = 0;
      for (int j = 0; j < n; j++) {
        for (int c = 0; c < classes; c++) {
          inner += Math.pow(outputs[i * classes + c] - outputs[j * classes + c], 2);
        }
      }
      outer += inner / n;
    }
    assertEquals(outer / n, value(batch, Map.of()), 1e-14);
  }

  @ParameterizedTest
  @CsvSource({
    "SEQUENCE_CLASSIFICATION,squared",
    "SEQUENCE_CLASSIFICATION,jensen_shannon",
    "TOKEN_CLASSIFICATION,squared",
    "TOKEN_CLASSIFICATION,jensen_shannon"
  })
  void withPartiesEqualsTheLoopsOverRowsAndTokens(Task task, String divergence) {
    PenaltyCase batch = PenaltyCase.regular(task);
    double expected = naive(batch, divergence.equals("squared"));
    assertTrue(expected > 1e-4);
    assertEquals(expected, value(batch, Map.of("divergence", divergence)), 1e-13);
  }

  @Test
  void divergenceNeedsParties() {
    PenaltyCase batch = alone(PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION));
    Map<String, Object> settings = Map.of("divergence", "jensen_shannon");
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> penalty().prepare(batch.setup(settings)));
    assertTrue(e.getMessage().contains("parties"), e.getMessage());
  }

  private double value(PenaltyCase batch, Map<String, Object> settings) {
    return TestTensors.in(
        s -> penalty().prepare(batch.setup(settings)).evaluate(batch.context(s)).item());
  }

  private static double naive(PenaltyCase batch, boolean squared) {
    return TestTensors.in(
        scope -> {
          PenaltyContext context = batch.context(scope);
          double[] own = context.probabilities().toArray();
          double[] labels = context.labels().toArray();
          int perRow = labels.length / batch.size();
          int classes = batch.classes();
          double sum = 0;
          for (Tensor logits : context.partyLogits()) {
            double[] theirs = logits.softmax(-1).toArray();
            for (int row = 0; row < batch.size(); row++) {
              double ofRow = 0;
              int labelled = 0;
              for (int k = row * perRow; k < (row + 1) * perRow; k++) {
                if (labels[k] >= 0) {
                  double[] p = Arrays.copyOfRange(own, k * classes, (k + 1) * classes);
                  double[] q = Arrays.copyOfRange(theirs, k * classes, (k + 1) * classes);
                  ofRow += squared ? distance(p, q) : jensenShannon(p, q);
                  labelled++;
                }
              }
              sum += ofRow / labelled;
            }
          }
          return sum / context.partyLogits().size() / batch.size();
        });
  }

  private static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      sum += Math.pow(p[c] - q[c], 2);
    }
    return sum;
  }

  private static double jensenShannon(double[] p, double[] q) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      double middle = (p[c] + q[c]) / 2;
      sum += p[c] * Math.log(p[c] / middle) / 2 + q[c] * Math.log(q[c] / middle) / 2;
    }
    return sum;
  }

  private static PenaltyCase alone(PenaltyCase of) {
    return new PenaltyCase(
        of.name(),
        of.task(),
        of.lengths(),
        of.hidden(),
        of.classes(),
        of.labels(),
        of.content(),
        of.groups(),
        of.columns(),
        of.weights(),
        of.favourable(),
        0,
        of.embeddings(),
        of.classifier());
  }
}
