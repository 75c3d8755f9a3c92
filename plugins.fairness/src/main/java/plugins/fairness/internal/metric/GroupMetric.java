package plugins.fairness.internal.metric;

import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import plugins.fairness.internal.metric.GroupConfig.Reference;

/**
 * One evaluation of a group fairness metric: compares rates of the groups of each protected column
 * and of each intersection. The value is that of the worst of them; parts hold each under its name;
 * groups hold the first rate.
 */
final class GroupMetric {
  /** More strata times groups than this are compared, but not listed one by one. */
  private static final int LISTED = 500;

  private final EvaluationSet set;
  private final GroupFigure figure;
  private final GroupConfig config;
  private final Partition strata;
  private final Remarks remarks;
  private final Names names;
  private final List<GroupValue> groups = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> details = new ArrayList<>();
  private double worst = Double.NaN;
  private long rows;

  private record Asked(GroupFigure figure, Settings settings) {}

  private GroupMetric(
      EvaluationSet set, GroupFigure figure, Settings settings, GroupConfig config) {
    this.set = set;
    this.names = Names.of(set, new Asked(figure, settings));
    this.figure = figure;
    this.config = config;
    this.strata = Selection.strata(set, config.given());
    this.remarks = new Remarks(config.smallGroup());
  }

  /** Evaluates. */
  static MetricResult evaluate(EvaluationSet set, Settings settings, GroupFigure figure) {
    GroupConfig config = settings.as(GroupConfig.class);
    int positive = config.eachClass() ? 0 : Selection.positive(set, config.positive());
    if (positive < 0) {
      return MetricResult.undefined(figure.comparison().direction(), Selection.NO_FAVOURABLE);
    }
    List<String> columns = Selection.columns(set, config.columns());
    if (columns.isEmpty()) {
      return MetricResult.undefined(figure.comparison().direction(), Selection.NO_COLUMN);
    }
    GroupMetric metric = new GroupMetric(set, figure, settings, config);
    metric.remarkDecisions();
    for (Partition each : Selection.partitions(set, columns, config.intersect())) {
      metric.add(each, positive);
    }
    return metric.result();
  }

  /** Says that counts are read, and what is tested. */
  static Basis basis(Settings settings, GroupFigure figure) {
    Basis counts = Basis.counts(settings.as(GroupConfig.class).given());
    Exchange exchange = figure.rates().get(0).exchange();
    return exchange == Exchange.NONE
        ? counts
        : counts.parity(figure.comparison().parity(), exchange);
  }

  private void remarkDecisions() {
    int[] predictions = set.predictions();
    int first = -1;
    for (int row = 0; row < predictions.length; row++) {
      if (set.weight(row) > 0) {
        if (first >= 0 && predictions[row] != first) {
          return;
        }
        first = predictions[row];
      }
    }
    remarks.add("every row gets the same decision, so groups cannot differ in decisions");
  }

  private void add(Partition each, int positive) {
    Tally tally = Tally.of(set, each, strata);
    addSizes(each, tally);
    double value = Double.NaN;
    if (config.eachClass()) {
      for (int c = 0; c < tally.classes(); c++) {
        String prefix = "class " + set.classes().get(c) + ": ";
        value = figure.comparison().worse(value, add(prefix, each, tally, c));
      }
      parts.add(Part.of(each.title(), value));
    } else {
      value = add("", each, tally, positive);
    }
    if (Double.isNaN(value)) {
      remarks.undefined(each.title());
    }
    worst = figure.comparison().worse(worst, value);
  }

  private void addSizes(Partition each, Tally tally) {
    long known = 0;
    for (int group = 0; group < tally.groups(); group++) {
      known += tally.rows(group);
      remarks.size(each, group, tally.rows(group));
    }
    rows = Math.max(rows, known);
  }

  private String head() {
    return figure.title()
        + " "
        + (toOverall()
            ? figure.comparison().title() + " to overall"
            : figure.comparison().spreadTitle());
  }

  private boolean toOverall() {
    return config.reference() == Reference.OVERALL;
  }

  /** Adds the figures of one partition and class, and returns the one that counts. */
  private double add(String prefix, Partition each, Tally tally, int positive) {
    Within within = new Within(tally, figure, positive);
    double value = within.mean(s -> within.value(s, toOverall()));
    if (prefix.isEmpty()) {
      parts.add(Part.of(each.title(), value));
    }
    add(() -> title(prefix, each) + head(), value);
    addComparisons(prefix, each, within);
    addGroups(prefix, each, tally, within);
    Privileged.group(each, config.privileged())
        .ifPresent(group -> addPrivileged(prefix, each, within, group));
    if (!strata.columns().isEmpty()) {
      addStrata(prefix, each, tally, within);
    }
    return value;
  }

  private static String title(String prefix, Partition each) {
    return prefix + each.title() + " ";
  }

  private void add(Supplier<String> name, double value) {
    details.add(Part.of(names.next(name), value));
  }

  private void addPrivileged(String prefix, Partition each, Within within, int group) {
    List<Part> signed = new ArrayList<>();
    Privileged.addParts(signed, title(prefix, each), figure, within, group);
    signed.forEach(part -> add(part::name, part.value()));
  }

  private void addComparisons(String prefix, Partition each, Within within) {
    Comparison comparison = figure.comparison();
    boolean other = !toOverall();
    add(
        () ->
            title(prefix, each)
                + figure.title()
                + " "
                + (other ? comparison.title() + " to overall" : comparison.spreadTitle()),
        within.mean(s -> within.value(s, other)));
    for (Rate rate : figure.rates()) {
      if (figure.rates().size() > 1) {
        add(
            () -> title(prefix, each) + rate.title() + " " + comparison.spreadTitle(),
            within.mean(s -> within.value(rate, s, false)));
        add(
            () -> title(prefix, each) + rate.title() + " " + comparison.title() + " to overall",
            within.mean(s -> within.value(rate, s, true)));
      }
    }
  }

  private void addGroups(String prefix, Partition each, Tally tally, Within within) {
    for (Rate rate : figure.rates()) {
      double[] rates = within.rates(rate);
      boolean shown = rate == figure.rates().get(0) && prefix.isEmpty();
      for (int group = 0; group < rates.length; group++) {
        if (Double.isNaN(rates[group])) {
          remarks.without(prefix + rate.title() + " of " + each.named(group));
        }
        if (shown) {
          String name = each.name(group);
          groups.add(GroupValue.of(each.title(), name, rates[group], tally.rows(group)));
        } else {
          int at = group;
          add(() -> prefix + each.named(at) + " " + rate.title(), rates[group]);
        }
      }
    }
  }

  private void addStrata(String prefix, Partition each, Tally tally, Within within) {
    boolean listed = (long) tally.strata() * tally.groups() <= LISTED;
    int without = 0;
    for (int stratum = 0; stratum < tally.strata(); stratum++) {
      double value = within.value(stratum, toOverall());
      without += Double.isNaN(value) ? 1 : 0;
      if (listed) {
        String suffix = " | " + strata.named(stratum);
        add(() -> prefix + each.title() + " " + head() + suffix, value);
        addStratum(prefix, each, within, stratum, suffix);
      }
    }
    if (without > 0) {
      remarks.add(
          prefix
              + each.title()
              + " cannot be compared within "
              + without
              + " of "
              + tally.strata()
              + " strata, where fewer than two groups have the figure");
    }
  }

  private void addStratum(
      String prefix, Partition each, Within within, int stratum, String suffix) {
    for (Rate rate : figure.rates()) {
      double[] rates = within.rates(rate, stratum);
      for (int group = 0; group < rates.length; group++) {
        int at = group;
        add(() -> prefix + each.named(at) + " " + rate.title() + suffix, rates[group]);
      }
      add(
          () -> prefix + each.title() + " overall " + rate.title() + suffix,
          within.overall(rate, stratum));
    }
  }

  private MetricResult result() {
    names.end();
    if (Double.isNaN(worst)) {
      return MetricResult.undefined(figure.comparison().direction(), remarks.text())
          .withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, figure.comparison().direction(), rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(remarks.text());
  }
}
