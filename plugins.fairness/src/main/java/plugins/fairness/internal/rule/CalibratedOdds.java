package plugins.fairness.internal.rule;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.evaluate.RuleSummary;
import governance.api.evaluate.RuleSummary.Line;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Makes one error rate equal between groups while scores stay calibrated: in groups of lower cost
 * the score of a part of the rows, chosen by lot, becomes the group's base rate. Source: Pleiss,
 * Raghavan, Wu, Kleinberg and Weinberger 2017, On fairness and calibration, arXiv:1709.02012,
 * section 4, for two groups; here every group is raised to the costliest one. Needs scores that are
 * calibrated in each group.
 */
@Component
@Contribution(
    kind = Kind.DECISION_RULE,
    id = CalibratedOdds.ID,
    settings = CalibratedConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION},
    description = "Makes one error rate equal between groups and keeps scores calibrated.")
public final class CalibratedOdds implements DecisionRule {
  static final String ID = "fairness.calibrated-equalized-odds";

  private static final List<String> COLUMNS =
      List.of("Rows", "Base rate", "Cost", "Cost of the base rate", "Share by lot", "Cost then");

  @Override
  public FittedRule fit(EvaluationSet set, Settings settings) {
    CalibratedConfig config = settings.as(CalibratedConfig.class);
    if (config.cost() == OddsCost.WEIGHTED
        && !(config.wronglyFavoured() + config.wronglyRefused() > 0)) {
      throw GovernanceException.spec(
          ID + " settings wronglyFavoured and wronglyRefused",
          "both are 0",
          "at least one above 0",
          "Give a price");
    }
    int favourable = Validation.favourable(ID, set);
    Membership membership = Membership.of(ID, set, config.columns());
    Validation rows = new Validation(ID, set, membership);
    double[] costs = new double[membership.size()];
    double worst = Double.NEGATIVE_INFINITY;
    for (int group = 0; group < costs.length; group++) {
      int[] own = rows.rows(group);
      costs[group] =
          own.length < config.smallGroup()
              ? Double.NaN
              : cost(config, set, favourable, own, Double.NaN);
      worst = Double.isNaN(costs[group]) ? worst : Math.max(worst, costs[group]);
    }
    return fitted(config, rows, membership, favourable, costs, worst);
  }

  private static double cost(
      CalibratedConfig config, EvaluationSet set, int favourable, int[] rows, double constant) {
    return config
        .cost()
        .of(set, favourable, rows, constant, config.wronglyFavoured(), config.wronglyRefused());
  }

  private static FittedCalibratedOdds fitted(
      CalibratedConfig config,
      Validation rows,
      Membership membership,
      int favourable,
      double[] costs,
      double worst) {
    double[] shares = new double[costs.length];
    double[] bases = new double[costs.length];
    List<Line> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Rates rates = new Rates();
    for (int group = 0; group < costs.length; group++) {
      int[] own = rows.rows(group);
      shares[group] = Double.NaN;
      if (Double.isNaN(costs[group])) {
        left.add(membership.name(group) + " (" + own.length + ")");
        continue;
      }
      double[] reached = rates.add(rows.set(), favourable, own, rows.set().scores(favourable));
      bases[group] = reached[1];
      double trivial = cost(config, rows.set(), favourable, own, bases[group]);
      shares[group] = share(costs[group], worst, trivial);
      double then = costs[group] + shares[group] * (trivial - costs[group]);
      if (then < worst - 1e-9) {
        notes.add(
            "The cost of "
                + membership.name(group)
                + " cannot be raised to "
                + Rates.figure(worst)
                + ", even if its scores did not count; it is "
                + Rates.figure(then)
                + ".");
      }
      lines.add(
          new Line(
              membership.name(group),
              List.of(
                  (double) own.length, bases[group], costs[group], trivial, shares[group], then)));
    }
    if (!left.isEmpty()) {
      notes.add(
          "Scores stay, because of fewer than "
              + config.smallGroup()
              + " validation rows or none of one class: "
              + String.join("; ", left)
              + ".");
    }
    String conflict =
        Conflict.note(rates, "calibration", "equal false positive and false negative rates");
    if (!conflict.isEmpty()) {
      notes.add(conflict + " The rule keeps the first and one of the two errors.");
    }
    RuleSummary summary =
        new RuleSummary(text(config, rows.set(), membership, favourable), COLUMNS, lines, notes);
    return new FittedCalibratedOdds(
        membership, config.unknown(), summary, shares, bases, favourable);
  }

  /** The share of rows whose score becomes the base rate, in [0, 1]. */
  private static double share(double cost, double worst, double trivial) {
    if (worst <= cost) {
      return 0;
    }
    return trivial <= cost ? 0 : Math.min(1, (worst - cost) / (trivial - cost));
  }

  private static String text(
      CalibratedConfig config, EvaluationSet set, Membership membership, int favourable) {
    return "Makes "
        + config.cost().title()
        + " equal between groups by "
        + membership.title()
        + ": the probability of \""
        + set.classes().get(favourable)
        + "\" becomes the group's base rate for a share of its rows, chosen by lot, and the class"
        + " of greatest probability is decided. A row without a known group "
        + (config.unknown() == Unknown.POOLED ? "keeps its scores." : "is refused.");
  }

  @Override
  public FittedRule restore(String state, Settings settings) {
    return FittedCalibratedOdds.parse(state, settings.as(CalibratedConfig.class).unknown());
  }
}
