package ${package};

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.explain.ExplainedModel;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.osgi.service.component.annotations.Component;

/** Gradient times input: how much each token moves the logit of the predicted class, linearly. */
@Component
@Contribution(
    kind = Kind.EXPLAINER,
    id = "${id}",
    needs = Need.WORD_EMBEDDINGS,
    tasks = Task.SEQUENCE_CLASSIFICATION,
    description = "Gradient of the predicted class's logit times the word embedding.")
public final class ${className}Explainer implements Explainer {
  @Override
  public Explanation explain(ExplainedModel model, Batch batch, Settings settings) {
    Tensor words = model.embeddings(batch);
    Tensor logits = model.logits(batch, words);
    Tensor target = logits.argMax(1).unsqueeze(1);
    Tensor chosen = logits.gather(1, target);
    double[] scores = chosen.sum().gradient(words).mul(words).sum(2).toArray();
    double[] baseline = model.logits(batch, model.baseline(batch)).gather(1, target).toArray();
    double[] output = chosen.toArray();
    double[] classes = target.toArray();
    List<Attribution> attributions = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      double[] own = new double[batch.tokens(i).size()];
      System.arraycopy(scores, i * batch.length(), own, 0, own.length);
      attributions.add(new Attribution((int) classes[i], -1, own, output[i], baseline[i]));
    }
    // The method has no check of its own, so it states no error.
    return new Explanation(attributions, OptionalDouble.empty());
  }
}
