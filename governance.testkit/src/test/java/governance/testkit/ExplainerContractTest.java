package governance.testkit;

import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The contract holds for a plain explainer that gives every token the same share. */
class ExplainerContractTest extends ExplainerContract {
  @Override
  protected Explainer explainer() {
    return (model, batch, settings) -> {
      double[] outputs = model.logits(batch, model.embeddings(batch)).toArray();
      List<Attribution> all = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        double[] scores = new double[batch.tokens(i).size()];
        double output = outputs[i * model.classes().size()];
        Arrays.fill(scores, output / scores.length);
        all.add(new Attribution(0, -1, scores, output, 0));
      }
      return new Explanation(all, OptionalDouble.empty());
    };
  }

  @Override
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }
}
