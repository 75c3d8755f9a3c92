package plugins.fairness.internal.metric.score;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import plugins.fairness.internal.metric.Partition;

/**
 * Greatest minus smallest share of pairs in which a positive row of the group is scored above a
 * negative row of any group, in [0, 1], 0 is parity (marginal pairwise equal opportunity;
 * Narasimhan et al. 2020, arXiv 1906.05330). Parts: the pairs within the group and those across
 * groups (Beutel et al. 2019, arXiv 1903.00780).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.pairwise-accuracy-difference",
    description =
        "How far apart the groups are in how often one who deserves it is ranked above one who does not.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class PairwiseAccuracyDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    ScoreConfig config = settings.as(ScoreConfig.class);
    Scored scored = Scored.of(set, config.positive());
    return scored.difference(
        set,
        Scored.asked(config),
        "pairwise accuracy",
        (groups, more) -> accuracies(groups, GroupAreas.of(set, groups, scored), more));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.SAME_LABEL);
  }

  private static double[] accuracies(Partition groups, GroupAreas areas, List<Part> more) {
    double[] all = new double[areas.size()];
    for (int group = 0; group < all.length; group++) {
      all[group] = areas.positivesOverAll(group);
      if (more != null) {
        String name = groups.named(group);
        more.add(Part.of(name + " pairwise accuracy within the group", areas.subgroup(group)));
        more.add(
            Part.of(name + " pairwise accuracy across groups", areas.positivesOverOthers(group)));
      }
    }
    return all;
  }
}
