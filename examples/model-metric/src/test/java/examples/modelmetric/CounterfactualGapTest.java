package examples.modelmetric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import governance.testkit.ModelMetricContract;
import governance.testkit.Oracle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterfactualGapTest extends ModelMetricContract {
  private static final List<String> CLASSES = List.of("no", "yes");

  @Override
  protected ModelMetric metric() {
    return new CounterfactualGap();
  }

  /** Says yes with a probability of 0.9 to men and 0.6 to everybody else. */
  private static final class Biased implements QueryableModel {
    @Override
    public Task task() {
      return Task.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public List<String> classes() {
      return CLASSES;
    }

    @Override
    public double[][] probabilities(List<String> texts) {
      return texts.stream()
          .map(text -> text.startsWith("he ") ? 0.9 : 0.6)
          .map(yes -> new double[] {1 - yes, yes})
          .toArray(double[][]::new);
    }

    @Override
    public List<double[][]> wordProbabilities(List<List<String>> texts) {
      throw new IllegalStateException("no words");
    }

    @Override
    public List<PieceScores> pieceScores(List<String> texts) {
      throw new IllegalStateException("no pieces");
    }
  }

  @Test
  void thePairThatTheModelTreatsDifferentlyIsFound() {
    EvaluationSet none =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
            .labels(new int[0])
            .predictions(new int[0])
            .build();
    Settings settings = Settings.of("test", Map.of("pairs", List.of("he/she", "she/they")));
    MetricResult result = metric().examine(new Biased(), none, settings);
    assertEquals(0.3, Oracle.part(result, "he/she"), 1e-12);
    assertEquals(0, Oracle.part(result, "she/they"), 1e-12);
    assertEquals(0.15, result.value(), 1e-12);
    assertEquals(6, result.n());
  }
}
