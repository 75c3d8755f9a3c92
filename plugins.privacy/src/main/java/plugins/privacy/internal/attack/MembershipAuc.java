package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** How well an attacker tells training rows from other rows, over all thresholds. */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = MembershipAuc.ID,
    settings = MembershipConfig.class,
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    description =
        "Area under the ROC curve of an attack that tells training rows from held-out rows; 0.5 is"
            + " guessing.")
public final class MembershipAuc extends MembershipMetric {
  static final String ID = "privacy.membership-auc";

  @Override
  Choice choice(Settings settings) {
    MembershipConfig config = settings.as(MembershipConfig.class);
    return new Choice(config.rows(), config.references(), config.attack());
  }

  @Override
  MetricResult measure(Inferred inferred, Settings settings) {
    double level = inferred.model().level();
    Pair scores = inferred.scores();
    GroupExposure exposure = new GroupExposure(scores, level);
    List<Part> parts = new ArrayList<>();
    for (Attack attack : inferred.membership().possible()) {
      Roc roc = Pair.of(inferred.membership(), attack).roc();
      parts.add(new Part("AUC, " + attack.title(), roc.auc(), roc.interval(level)));
    }
    parts.addAll(exposure.parts());
    return MetricResult.of(scores.roc().auc(), Direction.LOWER_IS_BETTER, scores.n())
        .withInterval(scores.roc().interval(level))
        .withGroups(exposure.groups())
        .withParts(parts)
        .withNote(inferred.note() + exposure.note());
  }
}
