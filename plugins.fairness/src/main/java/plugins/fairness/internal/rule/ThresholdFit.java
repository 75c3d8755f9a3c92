package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.RuleSummary;
import governance.api.evaluate.RuleSummary.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One fit of thresholds by group. */
final class ThresholdFit {
  private final EvaluationSet set;
  private final ThresholdConfig config;
  private final Membership membership;
  private final Validation validation;
  private final int favourable;
  private final double[] scores;
  private final Objective.Utility utility;
  private final List<String> notes = new ArrayList<>();

  ThresholdFit(EvaluationSet set, ThresholdConfig config) {
    this.set = set;
    this.config = config;
    this.favourable = Validation.favourable(GroupThresholds.ID, set);
    this.membership = Membership.of(GroupThresholds.ID, set, config.columns());
    this.validation = new Validation(GroupThresholds.ID, set, membership);
    this.scores = set.scores(favourable);
    this.utility =
        validation.utility(
            config.objective(), favourable, config.wronglyFavoured(), config.wronglyRefused());
  }

  FittedThresholds fit() {
    Cut pooled = curve(validation.rows()).best(utility);
    List<Integer> own = large();
    List<Curve> curves = own.stream().map(group -> curve(validation.rows(group))).toList();
    Lots[] lots = new Lots[membership.size()];
    if (!curves.isEmpty()) {
      List<Lots> found =
          config.randomised()
              ? new LotsSearch(curves, utility, config.gridSize()).find(config.constraint())
              : new PlainSearch(curves, utility).find(config.constraint(), config.tolerance());
      for (int i = 0; i < found.size(); i++) {
        lots[own.get(i)] = found.get(i);
      }
    }
    if (own.size() < 2) {
      notes.add("Fewer than two groups were large enough, so nothing could be made equal.");
    }
    return new FittedThresholds(
        membership,
        config.unknown(),
        summary(lots, pooled),
        Arrays.asList(lots),
        pooled,
        favourable);
  }

  private Curve curve(int[] rows) {
    double[] own = Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray();
    double[] weights = Arrays.stream(rows).mapToDouble(set::weight).toArray();
    boolean[] positive = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      positive[i] = set.labels()[rows[i]] == favourable;
    }
    return Curve.of(own, positive, weights, config.flip());
  }

  /** Returns the groups that get thresholds of their own, and notes the others. */
  private List<Integer> large() {
    List<Integer> own = new ArrayList<>();
    List<String> small = new ArrayList<>();
    for (int group = 0; group < membership.size(); group++) {
      int[] rows = validation.rows(group);
      boolean both =
          validation.weight(rows, favourable, true) > 0
              && validation.weight(rows, favourable, false) > 0;
      if (rows.length >= config.smallGroup() && both) {
        own.add(group);
      } else {
        small.add(membership.name(group) + " (" + rows.length + (both ? ")" : ", one class)"));
      }
    }
    if (!small.isEmpty()) {
      notes.add(
          "Decided by the pooled threshold, because of fewer than "
              + config.smallGroup()
              + " validation rows or none of one class: "
              + String.join("; ", small)
              + ".");
    }
    return own;
  }

  private RuleSummary summary(Lots[] lots, Cut pooled) {
    double[] chances = chances(lots, pooled);
    Rates rates = new Rates();
    List<Line> lines = new ArrayList<>();
    for (int group = 0; group < lots.length; group++) {
      if (lots[group] != null) {
        Lots of = lots[group];
        List<Double> values = new ArrayList<>(List.of(of.first().at(), of.second().at()));
        values.addAll(List.of(of.share(), of.ignored(), of.rate()));
        double[] reached = rates.add(set, favourable, validation.rows(group), chances);
        Arrays.stream(reached).forEach(values::add);
        lines.add(new Line(membership.name(group), values));
        flipped(group, of);
      }
    }
    String reached = rates.reached();
    if (!reached.isEmpty()) {
      notes.add(reached);
    }
    width(rates);
    String conflict = conflict(rates);
    if (!conflict.isEmpty()) {
      notes.add(conflict);
    }
    List<String> columns =
        new ArrayList<>(
            List.of(
                "Threshold", "Second threshold", "Share of second", "Share by lot alone", "Lot"));
    columns.addAll(Rates.NAMES);
    return new RuleSummary(text(pooled), columns, lines, notes);
  }

  private double[] chances(Lots[] lots, Cut pooled) {
    int[] members = membership.of(set);
    double[] chances = new double[set.size()];
    for (int row = 0; row < chances.length; row++) {
      Lots of = members[row] == Membership.NONE ? null : lots[members[row]];
      chances[row] = (of == null ? Lots.of(pooled) : of).chance(scores[row]);
    }
    return chances;
  }

  private void flipped(int group, Lots of) {
    if (!of.first().above() || of.share() > 0 && !of.second().above()) {
      notes.add("For " + membership.name(group) + " a threshold favours the scores below it.");
    }
  }

  private void width(Rates rates) {
    double odds = Math.max(rates.gap("True positive rate"), rates.gap("False positive rate"));
    double gap =
        switch (config.constraint()) {
          case DEMOGRAPHIC_PARITY -> rates.gap("Selection rate");
          case EQUAL_OPPORTUNITY -> rates.gap("True positive rate");
          case PREDICTIVE_EQUALITY -> rates.gap("False positive rate");
          case EQUALIZED_ODDS -> odds;
        };
    if (!config.randomised() && gap > config.tolerance() + 1e-9) {
      notes.add(
          "No thresholds bring the rates within "
              + config.tolerance()
              + " of each other; "
              + Rates.figure(gap)
              + " is what was reached. Lots between thresholds (randomised) meet it.");
    }
  }

  private String conflict(Rates rates) {
    return switch (config.constraint()) {
      case DEMOGRAPHIC_PARITY ->
          Conflict.note(rates, "demographic parity", "equalized odds, or calibration by group,");
      default -> Conflict.note(rates, "equal error rates", "calibration by group");
    };
  }

  private static String pooled(Cut cut) {
    if (Double.isInfinite(cut.at())) {
      return "is "
          + (cut.favours(0.5) ? "always" : "never")
          + " favoured, by the pooled threshold.";
    }
    return "is favoured "
        + (cut.above() ? "from " : "below ")
        + Rates.figure(cut.at())
        + (cut.above() ? " on" : "")
        + ", the pooled threshold.";
  }

  private String text(Cut pooled) {
    return "Favours \""
        + set.classes().get(favourable)
        + "\" from a score on that depends on the group by "
        + membership.title()
        + ". Thresholds make "
        + config.constraint().title()
        + (config.randomised() ? " equal, by lot between two thresholds where needed," : " equal")
        + " with the best "
        + config.objective().title()
        + ". A row without a known group "
        + (config.unknown() == Unknown.POOLED ? pooled(pooled) : "is refused.");
  }
}
