package plugins.fairness.internal.metric;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One evaluation of a group fairness metric: compares rates of the groups of each protected column.
 * The value is that of the worst column; parts hold each column under its name; groups hold the
 * first rate.
 */
final class GroupMetric {
  private final Comparison comparison;
  private final Rate[] rates;
  private final GroupConfig config;
  private final List<GroupValue> groups = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> details = new ArrayList<>();
  private final List<String> small = new ArrayList<>();
  private final List<String> withoutRate = new ArrayList<>();
  private final List<String> undefined = new ArrayList<>();
  private final int positive;
  private final boolean decides;
  private double worst = Double.NaN;
  private long rows;

  private GroupMetric(
      EvaluationSet set, Comparison comparison, Rate[] rates, GroupConfig config, int positive) {
    this.positive = positive;
    this.comparison = comparison;
    this.rates = rates;
    this.config = config;
    this.decides = Arrays.stream(set.predictions()).distinct().limit(2).count() > 1;
  }

  /**
   * Evaluates.
   *
   * @param rates the rates to compare; with several the worst counts
   */
  static MetricResult evaluate(
      EvaluationSet set, Settings settings, Comparison comparison, Rate... rates) {
    GroupConfig config = settings.as(GroupConfig.class);
    int positive = positive(set, config);
    if (positive < 0) {
      return MetricResult.undefined(comparison.direction(), "the run names no favourable class");
    }
    GroupMetric metric = new GroupMetric(set, comparison, rates, config, positive);
    List<String> columns = columns(set, config);
    columns.forEach(column -> metric.add(column, set));
    return metric.result(columns);
  }

  private static int positive(EvaluationSet set, GroupConfig config) {
    if (config.positive().isEmpty()) {
      return set.favourable();
    }
    int positive = set.classes().indexOf(config.positive());
    if (positive < 0) {
      throw GovernanceException.spec(
          "setting positive",
          "got " + config.positive(),
          "classes " + set.classes(),
          "Name one of them");
    }
    return positive;
  }

  private static List<String> columns(EvaluationSet set, GroupConfig config) {
    List<String> all = set.protectedColumns();
    for (String column : config.columns()) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            "setting columns", "got " + column, "protected columns " + all, "Name one of them");
      }
    }
    return config.columns().length == 0 ? all : List.of(config.columns());
  }

  private void add(String column, EvaluationSet set) {
    Groups members = set.groups(column);
    GroupRates counted = new GroupRates(set, members, positive);
    double value = Double.NaN;
    boolean judged = true;
    for (Rate rate : rates) {
      judged &= Comparison.defined(counted, rate) >= 2;
      value = comparison.worse(value, comparison.between(counted, rate));
    }
    value = judged ? value : Double.NaN;
    if (Double.isNaN(value)) {
      undefined.add(column);
    }
    worst = comparison.worse(worst, value);
    parts.add(Part.of(column, value));
    addGroups(column, members, counted);
    addRates(column, members, counted);
    Privileged.group(column, members, config.privileged())
        .ifPresent(
            group -> Privileged.addParts(details, column, counted, group, comparison, rates));
  }

  private void addGroups(String column, Groups members, GroupRates counted) {
    long known = 0;
    for (int group = 0; group < counted.size(); group++) {
      String name = members.names().get(group);
      long size = counted.rows(group);
      known += size;
      groups.add(GroupValue.of(column, name, counted.of(rates[0], group), size));
      if (size < config.smallGroup()) {
        small.add(named(column, members, group) + " (" + size + ")");
      }
    }
    rows = Math.max(rows, known);
  }

  private void addRates(String column, Groups members, GroupRates counted) {
    for (Rate rate : rates) {
      if (rates.length > 1) {
        details.add(Part.of(column + " " + rate.title(), comparison.between(counted, rate)));
      }
      for (int group = 0; group < counted.size(); group++) {
        double value = counted.of(rate, group);
        String name = named(column, members, group);
        if (Double.isNaN(value)) {
          withoutRate.add(rate.title() + " of " + name);
        }
        if (rate != rates[0]) {
          details.add(Part.of(name + " " + rate.title(), value));
        }
      }
    }
  }

  /** A group that follows from a condition, such as age<25, already names its column. */
  private static String named(String column, Groups members, int group) {
    String name = members.names().get(group);
    return members.names().contains(column) ? name : column + "=" + name;
  }

  private MetricResult result(List<String> columns) {
    String note = note();
    if (Double.isNaN(worst)) {
      String why = columns.isEmpty() ? "the run has no protected column" : note;
      return MetricResult.undefined(comparison.direction(), why).withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, comparison.direction(), rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(note);
  }

  private String note() {
    List<String> sentences = new ArrayList<>();
    if (!decides) {
      sentences.add("every row gets the same decision, so groups cannot differ");
    }
    if (!undefined.isEmpty()) {
      sentences.add(
          "not defined for "
              + String.join(", ", undefined)
              + ": fewer than two groups have the rate, or it is 0 in all");
    }
    if (!withoutRate.isEmpty()) {
      sentences.add("no rows for the " + String.join(", ", withoutRate));
    }
    if (!small.isEmpty()) {
      sentences.add("fewer than " + config.smallGroup() + " rows in " + String.join(", ", small));
    }
    return String.join("; ", sentences);
  }
}
