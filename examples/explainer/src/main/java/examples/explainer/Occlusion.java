package examples.explainer;

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

/**
 * Occlusion: the score of a token is how much the probability of the predicted class falls when the
 * token gives way to one that says nothing (Zeiler and Fergus 2014, arXiv 1311.2901, section 4.2;
 * for text Li et al. 2016, arXiv 1612.08220). Special tokens are not occluded and score 0. Takes
 * one forward pass for each place of the longest text. Scores need not sum to the output, so the
 * method has no check of its own and states no error.
 */
@Component
@Contribution(
    kind = Kind.EXPLAINER,
    id = "example.occlusion",
    needs = Need.WORD_EMBEDDINGS,
    tasks = Task.SEQUENCE_CLASSIFICATION,
    description = "How much the probability falls without a token.")
public final class Occlusion implements Explainer {
  @Override
  public Explanation explain(ExplainedModel model, Batch batch, Settings settings) {
    Tensor words = model.embeddings(batch);
    Tensor nothing = model.baseline(batch);
    Tensor logits = model.logits(batch, words);
    Tensor target = logits.argMax(1).unsqueeze(1);
    double[] output = probability(logits, target);
    double[] baseline = probability(model.logits(batch, nothing), target);
    double[][] without = new double[batch.length()][];
    for (int place = 0; place < without.length; place++) {
      Tensor kept = words.constant(allBut(place, without.length), 1, without.length, 1);
      without[place] =
          model.scoped(
              words,
              input -> {
                Tensor occluded = input.mul(kept).add(nothing.mul(kept.neg().add(1)));
                return probability(model.logits(batch, occluded), target);
              });
    }
    double[] classes = target.toArray();
    List<Attribution> attributions = new ArrayList<>();
    for (int text = 0; text < batch.size(); text++) {
      int[] of = batch.words(text);
      double[] scores = new double[of.length];
      for (int place = 0; place < of.length; place++) {
        scores[place] = of[place] < 0 ? 0 : output[text] - without[place][text];
      }
      attributions.add(
          new Attribution((int) classes[text], -1, scores, output[text], baseline[text]));
    }
    return new Explanation(attributions, OptionalDouble.empty());
  }

  private static double[] probability(Tensor logits, Tensor target) {
    return logits.softmax(1).gather(1, target).toArray();
  }

  private static double[] allBut(int place, int length) {
    double[] kept = new double[length];
    for (int i = 0; i < length; i++) {
      kept[i] = i == place ? 0 : 1;
    }
    return kept;
  }
}
