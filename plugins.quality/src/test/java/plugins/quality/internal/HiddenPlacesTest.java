package plugins.quality.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenPlacesTest {
  private static EvaluationSet set(double[] original, double[] other) {
    int[] labels = new int[original.length];
    Arrays.fill(labels, 1);
    int[] predicted = new int[original.length];
    Arrays.setAll(predicted, i -> original[i] > other[i] ? 1 : 0);
    return EvaluationSet.builder(Task.MASKED_LANGUAGE_MODEL, List.of("other", "original"))
        .labels(labels)
        .predictions(predicted)
        .scores(new double[][] {other, original})
        .build();
  }

  @Test
  void lossPerplexityAndAccuracyFollowFromTheProbabilities() {
    EvaluationSet set =
        set(new double[] {0.5, 0.25, 0.125, 0.125}, new double[] {0.1, 0.3, 0.5, 0});
    MetricResult loss = new MaskedLoss().evaluate(set, Settings.EMPTY);
    assertEquals((1 + 2 + 3 + 3) * Math.log(2) / 4, loss.value(), 1e-12);
    assertEquals(Direction.LOWER_IS_BETTER, loss.direction());
    assertEquals(4, loss.n());
    MetricResult perplexity = new PseudoPerplexity().evaluate(set, Settings.EMPTY);
    assertEquals(Math.pow(2, 9.0 / 4), perplexity.value(), 1e-12);
    assertEquals(0.5, new MaskedAccuracy().evaluate(set, Settings.EMPTY).value(), 1e-12);
  }

  @Test
  void weightsCountAndNoPlaceCanMakeTheLossInfinite() {
    EvaluationSet set = set(new double[] {0.5, 0}, new double[] {0.1, 1});
    double[] weights = {3, 1};
    double expected = (3 * Math.log(2) + 12 * Math.log(10)) / 4;
    MetricResult loss = new MaskedLoss().evaluate(set.withWeights(weights), Settings.EMPTY);
    assertEquals(expected, loss.value(), 1e-9);
  }

  @Test
  void withoutPlacesNothingIsDefined() {
    EvaluationSet none = set(new double[0], new double[0]);
    assertFalse(new MaskedLoss().evaluate(none, Settings.EMPTY).defined());
    assertFalse(new PseudoPerplexity().evaluate(none, Settings.EMPTY).defined());
  }
}
