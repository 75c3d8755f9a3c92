package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Canary;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * How many planted secrets can be read out exactly. By a masked language model a span is, when at
 * each of its hidden places the right piece is the first of the whole vocabulary; a label, when its
 * canary comes first among all that were never planted.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = CanaryExtraction.ID,
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    description = "Share of planted canaries whose secret is the model's first guess.")
public final class CanaryExtraction extends CanaryMetric {
  static final String ID = "privacy.canary-extraction";

  @Override
  MetricResult measure(AttackedModel model, CanaryLosses losses) {
    boolean spans = model.model().task() == Task.MASKED_LANGUAGE_MODEL;
    if (!spans && losses.references().isEmpty()) {
      return MetricResult.undefined(
          Direction.LOWER_IS_BETTER, "There are no canaries to compare with: set references.");
    }
    List<Boolean> found = spans ? completed(model.model(), losses.canaries()) : first(losses);
    Proportion planted = share(losses.canaries(), found, true);
    Proportion left = share(losses.canaries(), found, false);
    List<Part> parts = new ArrayList<>();
    if (left.all() > 0) {
      parts.add(
          new Part("canaries left out by chance", left.value(), left.interval(model.level())));
    }
    if (spans && !losses.references().isEmpty()) {
      List<Boolean> never = completed(model.model(), losses.references());
      Proportion other = share(losses.references(), never, false);
      parts.add(new Part("never planted", other.value(), other.interval(model.level())));
    } else {
      parts.add(Part.of("guessing", 1.0 / (losses.references().size() + 1)));
    }
    return MetricResult.of(planted.value(), Direction.LOWER_IS_BETTER, planted.all())
        .withInterval(planted.interval(model.level()))
        .withParts(parts)
        .withNote(
            "%d of %d planted canaries were read out.".formatted(planted.yes(), planted.all()));
  }

  private static List<Boolean> completed(QueryableModel model, List<Canary> canaries) {
    return model.clozeRanks(CanaryLosses.clozes(model, canaries)).stream()
        .map(ranks -> Arrays.stream(ranks).allMatch(rank -> rank == 1))
        .toList();
  }

  private static List<Boolean> first(CanaryLosses losses) {
    double[] own = losses.losses();
    List<Boolean> found = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      double[] others = losses.referenceLosses(losses.canaries().get(i));
      found.add(Exposure.of(own[i], others).extracted());
    }
    return found;
  }

  private static Proportion share(List<Canary> canaries, List<Boolean> found, boolean planted) {
    long yes = 0;
    long all = 0;
    for (int i = 0; i < canaries.size(); i++) {
      boolean counts = canaries.get(i).times() > 0 == planted;
      all += counts ? 1 : 0;
      yes += counts && found.get(i) ? 1 : 0;
    }
    return new Proportion(yes, all);
  }
}
