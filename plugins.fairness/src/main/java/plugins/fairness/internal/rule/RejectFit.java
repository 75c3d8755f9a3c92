package plugins.fairness.internal.rule;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.RuleSummary;
import governance.api.evaluate.RuleSummary.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One fit of the critical region. */
final class RejectFit {
  private static final int THRESHOLDS = 99;
  private static final double EQUAL = 1e-12;

  private final EvaluationSet set;
  private final RejectConfig config;
  private final Membership membership;
  private final Validation validation;
  private final int favourable;
  private final double[] scores;
  private final int[] members;
  private final int[] sides;
  private final Objective.Utility utility;
  private final List<String> notes = new ArrayList<>();

  RejectFit(EvaluationSet set, RejectConfig config) {
    this.set = set;
    this.config = config;
    this.favourable = Validation.favourable(RejectOption.ID, set);
    this.membership = Membership.of(RejectOption.ID, set, config.columns());
    this.validation = new Validation(RejectOption.ID, set, membership);
    this.scores = set.scores(favourable);
    this.members = membership.of(set);
    this.sides = sides();
    this.utility =
        validation.utility(
            config.objective(), favourable, config.wronglyFavoured(), config.wronglyRefused());
  }

  private int[] sides() {
    List<List<String>> named = new ArrayList<>();
    for (String group : config.privileged()) {
      List<String> values = List.of(group.split("\\|", -1));
      if (!membership.groups().contains(values)) {
        throw GovernanceException.spec(
            RejectOption.ID + " setting privileged",
            "got " + group,
            "groups by " + membership.title() + " " + membership.groups(),
            "Name one of them, values with | between");
      }
      named.add(values);
    }
    double all = selection(validation.rows());
    int[] found = new int[membership.size()];
    List<String> small = new ArrayList<>();
    for (int group = 0; group < found.length; group++) {
      int[] rows = validation.rows(group);
      boolean more =
          named.isEmpty() ? selection(rows) > all : named.contains(membership.groups().get(group));
      if (rows.length < config.smallGroup()) {
        small.add(membership.name(group) + " (" + rows.length + ")");
      } else {
        found[group] = more ? Region.PRIVILEGED : Region.DEPRIVED;
      }
    }
    if (!small.isEmpty()) {
      notes.add(
          "Decided by the threshold alone, because of fewer than "
              + config.smallGroup()
              + " validation rows: "
              + String.join("; ", small)
              + ".");
    }
    return found;
  }

  private double selection(int[] rows) {
    double favoured = 0;
    double all = 0;
    for (int row : rows) {
      favoured += scores[row] > 0.5 ? set.weight(row) : 0;
      all += set.weight(row);
    }
    return favoured / all;
  }

  private record Tried(Region region, double gap, double worth) {}

  FittedReject fit() {
    List<Tried> tried = new ArrayList<>();
    for (double threshold : thresholds()) {
      double widest = Math.min(threshold, 1 - threshold);
      for (int i = 0; i < config.margins(); i++) {
        Region region = new Region(threshold, widest * i / (config.margins() - 1));
        tried.add(new Tried(region, config.disparity().of(rates(region)), worth(region)));
      }
    }
    Tried best = best(tried);
    return new FittedReject(
        membership, config.unknown(), summary(best), sides, best.region(), favourable);
  }

  private double[] thresholds() {
    if (!config.searchThreshold()) {
      return new double[] {0.5};
    }
    double[] all = new double[THRESHOLDS];
    Arrays.setAll(all, i -> (i + 1) / (THRESHOLDS + 1.0));
    return all;
  }

  /** Within the bound the most useful, else the one of least difference; the first of equals. */
  private Tried best(List<Tried> tried) {
    Tried best = tried.get(0);
    for (Tried one : tried) {
      boolean within = !(one.gap() > config.bound() + EQUAL);
      boolean bestWithin = !(best.gap() > config.bound() + EQUAL);
      boolean better =
          within == bestWithin
              ? within ? one.worth() > best.worth() + EQUAL : one.gap() < best.gap() - EQUAL
              : within;
      best = better ? one : best;
    }
    return best;
  }

  private double[] chances(Region region) {
    double[] chances = new double[set.size()];
    for (int row = 0; row < chances.length; row++) {
      int side = members[row] == Membership.NONE ? Region.NEITHER : sides[members[row]];
      chances[row] = region.favours(scores[row], side) ? 1 : 0;
    }
    return chances;
  }

  private Rates rates(Region region) {
    double[] chances = chances(region);
    Rates rates = new Rates();
    for (int group = 0; group < sides.length; group++) {
      if (sides[group] != Region.NEITHER) {
        rates.add(set, favourable, validation.rows(group), chances);
      }
    }
    return rates;
  }

  private double worth(Region region) {
    double[] chances = chances(region);
    double rightly = 0;
    double refused = 0;
    for (int row : validation.rows()) {
      boolean positive = set.labels()[row] == favourable;
      rightly += positive ? set.weight(row) * chances[row] : 0;
      refused += positive ? 0 : set.weight(row) * (1 - chances[row]);
    }
    return utility.of(rightly, refused);
  }

  private RuleSummary summary(Tried best) {
    double[] chances = chances(best.region());
    Rates rates = new Rates();
    List<Line> lines = new ArrayList<>();
    for (int group = 0; group < sides.length; group++) {
      if (sides[group] != Region.NEITHER) {
        List<Double> values = new ArrayList<>();
        double margin = best.region().margin() * -sides[group];
        values.add(best.region().threshold() - margin);
        Arrays.stream(rates.add(set, favourable, validation.rows(group), chances))
            .forEach(values::add);
        lines.add(new Line(membership.name(group), values));
      }
    }
    List<String> all = new ArrayList<>(notes);
    if (best.gap() > config.bound() + EQUAL) {
      all.add(
          "No margin brings the difference of "
              + config.disparity().title()
              + " below "
              + config.bound()
              + "; "
              + Rates.figure(best.gap())
              + " is the least that was reached.");
    }
    all.add(rates.reached());
    all.add(
        config.disparity() == Disparity.SELECTION_RATE
            ? Conflict.note(rates, "equal selection rates", "equalized odds")
            : Conflict.note(rates, "equal error rates", "calibration by group"));
    all.removeIf(String::isEmpty);
    List<String> columns = new ArrayList<>(List.of("Favoured above"));
    columns.addAll(Rates.NAMES);
    return new RuleSummary(text(best.region()), columns, lines, all);
  }

  private String text(Region region) {
    return "Favours \""
        + set.classes().get(favourable)
        + "\" above a score of "
        + Rates.figure(region.threshold())
        + ", but within "
        + Rates.figure(region.margin())
        + " of it all rows of groups by "
        + membership.title()
        + " that are favoured less, and none of the others. The margin gives the best "
        + config.objective().title()
        + " with a difference of "
        + config.disparity().title()
        + " of at most "
        + config.bound()
        + ". A row without a known group is "
        + (config.unknown() == Unknown.POOLED ? "decided by the threshold alone." : "refused.");
  }
}
