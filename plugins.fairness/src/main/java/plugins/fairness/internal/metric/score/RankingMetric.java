package plugins.fairness.internal.metric.score;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import plugins.fairness.internal.metric.Partition;
import plugins.fairness.internal.metric.Remarks;
import plugins.fairness.internal.metric.Selection;
import plugins.fairness.internal.metric.Shares;

/** What metrics of rankings have in common: what is ranked, how far down, and what is wanted. */
final class RankingMetric {
  private final EvaluationSet set;
  private final RankingConfig config;
  private final Object what;
  private final double[] values;

  private RankingMetric(EvaluationSet set, RankingConfig config, Object what, double[] values) {
    this.set = set;
    this.config = config;
    this.what = what;
    this.values = values;
  }

  /** Computes a figure of a ranking, with parts and groups. */
  @FunctionalInterface
  interface Figure {
    double of(RankingMetric metric, Partition groups, Ranking ranking, Output output);
  }

  /** Where a figure puts what it is made from. */
  record Output(List<Part> details, List<GroupValue> groups, Remarks remarks) {}

  /** Evaluates for each protected column; the worst counts. */
  static MetricResult evaluate(
      EvaluationSet set, Settings settings, Direction direction, Figure figure) {
    RankingConfig config = settings.as(RankingConfig.class);
    Object what;
    double[] values;
    if (config.by().isEmpty()) {
      Scored scored = Scored.of(set, config.positive());
      if (!scored.usable()) {
        return scored.undefined(direction);
      }
      what = scored.positive();
      values = scored.values();
    } else {
      what = config.by();
      values = numbers(set, "by", config.by());
      if (Arrays.stream(values).anyMatch(Double::isNaN)) {
        return MetricResult.undefined(
            direction, "column " + config.by() + " has no number in a row");
      }
    }
    return new RankingMetric(set, config, what, values).result(direction, figure);
  }

  private MetricResult result(Direction direction, Figure figure) {
    List<Part> parts = new ArrayList<>();
    Output output =
        new Output(new ArrayList<>(), new ArrayList<>(), new Remarks(config.smallGroup()));
    double worst = Double.NaN;
    long rows = 0;
    for (String column : Selection.columns(set, config.columns())) {
      Partition groups = Partition.of(set, column);
      long[] sizes = groups.rows(set);
      long known = Arrays.stream(sizes).sum();
      double value = Double.NaN;
      if (Arrays.stream(sizes).filter(n -> n > 0).count() >= 2) {
        value = figure.of(this, groups, Ranking.of(set, groups, what, values), output);
      }
      for (int group = 0; group < sizes.length; group++) {
        output.remarks.size(groups, group, sizes[group]);
      }
      if (Double.isNaN(value)) {
        output.remarks.undefined(column);
      }
      parts.add(Part.of(column, value));
      boolean lower = direction == Direction.LOWER_IS_BETTER;
      boolean worse = Double.isNaN(worst) || (lower ? value > worst : value < worst);
      worst = worse ? value : worst;
      rows = Math.max(rows, known);
    }
    if (Double.isNaN(worst)) {
      String why = parts.isEmpty() ? Selection.NO_COLUMN : output.remarks.text();
      return MetricResult.undefined(direction, why).withGroups(output.groups);
    }
    parts.addAll(output.details);
    return MetricResult.of(worst, direction, rows)
        .withGroups(output.groups)
        .withParts(parts)
        .withNote(output.remarks.text());
  }

  EvaluationSet set() {
    return set;
  }

  RankingConfig config() {
    return config;
  }

  /** Returns how many places are looked at. */
  double top(Ranking ranking) {
    return config.top() == 0 ? ranking.total() : Math.min(config.top(), ranking.total());
  }

  /** Returns the wanted share of each group: that of the setting, or its share of all places. */
  double[] wanted(Partition groups, Ranking ranking) {
    return Shares.of(groups, "target", config.target()).orElseGet(ranking::shares);
  }

  /** Whether rows are of a class. */
  private record OfClass(int positive) {}

  /** Returns what each row is worth. */
  double[] gains() {
    if (!config.gain().isEmpty()) {
      return numbers(set, "gain", config.gain());
    }
    OfClass of = new OfClass(Selection.positive(set, config.positive()));
    return set.shared(
        of,
        () ->
            Arrays.stream(set.labels())
                .mapToDouble(label -> label == of.positive ? 1 : 0)
                .toArray());
  }

  /** Returns the rows by what they are worth. */
  Ranking ideal(Partition groups) {
    Object worth =
        config.gain().isEmpty()
            ? new OfClass(Selection.positive(set, config.positive()))
            : config.gain();
    return Ranking.of(set, groups, worth, gains());
  }

  static double[] numbers(EvaluationSet set, String setting, String column) {
    try {
      return set.numbers(column);
    } catch (NoSuchElementException e) {
      throw GovernanceException.spec(
          "setting " + setting, "got " + column, "columns " + set.columns(), "Name one of them");
    }
  }
}
