package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.explain.ExplainedModel;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.api.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Gives every token the same part of what the text changes in the first logit. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.EXPLAINER, id = "compat.lengths")
public final class Lengths implements Explainer {
  @Override
  public Explanation explain(ExplainedModel model, Batch batch, Settings settings) {
    double[] of = first(model, batch, model.embeddings(batch));
    double[] base = first(model, batch, model.baseline(batch));
    List<Attribution> all = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      double[] scores = new double[batch.tokens(row).size()];
      Arrays.fill(scores, (of[row] - base[row]) / scores.length);
      all.add(new Attribution(0, -1, scores, of[row], base[row]));
    }
    return new Explanation(all, OptionalDouble.of(0));
  }

  private static double[] first(ExplainedModel model, Batch batch, Tensor embeddings) {
    double[] logits = model.scoped(embeddings, e -> model.logits(batch, e).toArray());
    double[] first = new double[batch.size()];
    for (int row = 0; row < first.length; row++) {
      first[row] = logits[row * model.classes().size()];
    }
    return first;
  }
}
