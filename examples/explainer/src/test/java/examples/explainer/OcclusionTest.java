package examples.explainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.explain.ExplainedModel;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.testkit.ExplainerContract;
import governance.testkit.TestTensors;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OcclusionTest extends ExplainerContract {
  @Override
  protected Explainer explainer() {
    return new Occlusion();
  }

  @Override
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }

  /** Two words between special tokens. */
  private record Text(Tensor mask) implements Batch {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public int length() {
      return 4;
    }

    @Override
    public List<String> tokens(int index) {
      return List.of("[CLS]", "good", "day", "[SEP]");
    }

    @Override
    public int[] words(int index) {
      return new int[] {-1, 0, 1, -1};
    }
  }

  /** The logit of the second class is the sum of all embeddings, that of the first is 0. */
  private record Sum(Tensor words) implements ExplainedModel {
    @Override
    public Task task() {
      return Task.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public List<String> classes() {
      return List.of("bad", "good");
    }

    @Override
    public Tensor embeddings(Batch batch) {
      return words;
    }

    @Override
    public Tensor baseline(Batch batch) {
      return words.mul(0);
    }

    @Override
    public Tensor logits(Batch batch, Tensor embeddings) {
      Tensor sum = embeddings.sum(2).sum(1).unsqueeze(1);
      return sum.mul(0).concat(1, sum);
    }

    @Override
    public <R> R scoped(Tensor input, Function<Tensor, R> work) {
      return work.apply(input);
    }
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void aScoreIsWhatTheProbabilityLosesWithoutTheToken() {
    Explanation got =
        TestTensors.in(
            scope -> {
              Tensor words = scope.constant(new double[] {5, 2, 0.5, -4}, 1, 4, 1);
              Batch text = new Text(words.constant(new double[] {1, 1, 1, 1}, 1, 4));
              return explainer().explain(new Sum(words), text, Settings.EMPTY);
            });
    Attribution one = got.attributions().get(0);
    double all = sigmoid(3.5);
    assertEquals(1, one.target());
    assertEquals(all, one.output(), 1e-12);
    assertEquals(0.5, one.baselineOutput(), 1e-12);
    double[] lost = {0, all - sigmoid(1.5), all - sigmoid(3), 0};
    assertArrayEquals(lost, one.scores(), 1e-12);
    assertTrue(got.error().isEmpty());
  }
}
