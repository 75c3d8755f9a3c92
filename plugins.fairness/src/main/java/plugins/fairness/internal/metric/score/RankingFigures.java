package plugins.fairness.internal.metric.score;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import plugins.fairness.internal.metric.Comparison;
import plugins.fairness.internal.metric.Partition;

/** The figures of rankings. */
final class RankingFigures {
  private RankingFigures() {}

  /** Compares the mean exposures. */
  static MetricResult exposure(EvaluationSet set, Settings settings, Comparison comparison) {
    return RankingMetric.evaluate(
        set,
        settings,
        comparison.direction(),
        (metric, groups, ranking, output) -> {
          double[] means = ranking.exposure(metric.top(ranking));
          addGroups(metric, groups, means, output);
          return comparison.between(means);
        });
  }

  private static void addGroups(
      RankingMetric metric, Partition groups, double[] values, RankingMetric.Output output) {
    long[] sizes = groups.rows(metric.set());
    for (int group = 0; group < sizes.length; group++) {
      output
          .groups()
          .add(GroupValue.of(groups.title(), groups.name(group), values[group], sizes[group]));
    }
  }

  static double divergence(
      RankingMetric metric, Partition groups, Ranking ranking, RankingMetric.Output output) {
    double[] wanted = metric.wanted(groups, ranking);
    addGroups(
        metric, groups, representations(metric, ranking, wanted, metric.top(ranking)), output);
    return ranking.prefixes(wanted, metric.top(ranking)).divergence();
  }

  private static double[] representations(
      RankingMetric metric, Ranking ranking, double[] wanted, double top) {
    double[] among = ranking.among(top).clone();
    for (int group = 0; group < among.length; group++) {
      among[group] = wanted[group] > 0 ? among[group] / top / wanted[group] : Double.NaN;
    }
    return among;
  }

  static double representation(
      RankingMetric metric, Partition groups, Ranking ranking, RankingMetric.Output output) {
    double top = metric.config().top() == 0 ? ranking.total() / 10 : metric.top(ranking);
    double[] each = representations(metric, ranking, metric.wanted(groups, ranking), top);
    addGroups(metric, groups, each, output);
    double least = Double.NaN;
    for (int group = 0; group < each.length; group++) {
      double skew = Math.log(each[group]);
      output
          .details()
          .add(Part.of(groups.named(group) + " skew", Double.isInfinite(skew) ? Double.NaN : skew));
      least = Comparison.RATIO.worse(least, each[group]);
    }
    return least;
  }

  static double infeasible(
      RankingMetric metric, Partition groups, Ranking ranking, RankingMetric.Output output) {
    double top = metric.top(ranking);
    double[] wanted = metric.wanted(groups, ranking);
    addGroups(metric, groups, representations(metric, ranking, wanted, top), output);
    Prefixes prefixes = ranking.prefixes(wanted, top);
    if (!prefixes.infeasiblePlaces().isEmpty()) {
      long more = prefixes.infeasible() - prefixes.infeasiblePlaces().size();
      String rest = more > 0 ? " and " + more + " more" : "";
      output.remarks().add(groups.title() + ": after places " + prefixes.infeasiblePlaces() + rest);
    }
    double[] gains = metric.gains();
    double gain = ranking.gain(gains, top);
    double best = metric.ideal(groups).gain(gains, top);
    output.details().add(Part.of(groups.title() + " discounted cumulative gain", gain));
    output
        .details()
        .add(
            Part.of(
                groups.title() + " normalised discounted cumulative gain",
                best > 0 ? gain / best : Double.NaN));
    return prefixes.infeasible();
  }
}
