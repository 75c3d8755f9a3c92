package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.RuleSummary;
import java.util.List;

/** For each group the share of rows whose score becomes its base rate. */
final class FittedCalibratedOdds extends FittedGroupRule {
  private final double[] shares;
  private final double[] bases;
  private final int favourable;

  FittedCalibratedOdds(
      Membership membership,
      Unknown unknown,
      RuleSummary summary,
      double[] shares,
      double[] bases,
      int favourable) {
    super(CalibratedOdds.ID, membership, unknown, summary);
    this.shares = shares;
    this.bases = bases;
    this.favourable = favourable;
  }

  private FittedCalibratedOdds(StateText state, Unknown unknown) {
    super(CalibratedOdds.ID, state, unknown);
    List<List<String>> learnt = learnt(state);
    shares = learnt.stream().mapToDouble(f -> Double.parseDouble(f.get(0))).toArray();
    bases = learnt.stream().mapToDouble(f -> Double.parseDouble(f.get(1))).toArray();
    favourable = (int) state.number("favourable");
  }

  static FittedCalibratedOdds parse(String state, Unknown unknown) {
    return new FittedCalibratedOdds(StateText.parse(CalibratedOdds.ID, state), unknown);
  }

  /** Returns the share of each group, for tests. */
  double[] shares() {
    return shares;
  }

  @Override
  boolean own(int group) {
    return !Double.isNaN(shares[group]);
  }

  @Override
  List<Object> fields(int group) {
    return List.of(shares[group], bases[group]);
  }

  @Override
  void keep(StateText state) {
    state.add("favourable", favourable);
  }

  @Override
  public double[][] scores(EvaluationSet set) {
    int[] members = groups(set);
    double[][] scores = new double[set.classes().size()][];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = set.scores(c).clone();
    }
    for (int row = 0; row < members.length; row++) {
      int group = members[row];
      if (group != Membership.NONE && shares[group] > 0 && set.draws()[row] < shares[group]) {
        replace(scores, row, bases[group]);
      }
    }
    return scores;
  }

  /** The other classes keep their proportions. */
  private void replace(double[][] scores, int row, double base) {
    double rest = 1 - scores[favourable][row];
    for (int c = 0; c < scores.length; c++) {
      double part = rest > 0 ? scores[c][row] / rest : 1.0 / (scores.length - 1);
      scores[c][row] = c == favourable ? base : Math.min(1, part * (1 - base));
    }
  }

  @Override
  public int[] decide(EvaluationSet set) {
    return Probabilities.greatest(scores(set));
  }
}
