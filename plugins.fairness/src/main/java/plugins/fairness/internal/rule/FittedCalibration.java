package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.RuleSummary;
import java.util.List;

/** A temperature for each group. */
final class FittedCalibration extends FittedGroupRule {
  private final double[] temperatures;
  private final double pooled;

  FittedCalibration(
      Membership membership,
      Unknown unknown,
      RuleSummary summary,
      double[] temperatures,
      double pooled) {
    super(GroupCalibration.ID, membership, unknown, summary);
    this.temperatures = temperatures;
    this.pooled = pooled;
  }

  private FittedCalibration(StateText state, Unknown unknown) {
    super(GroupCalibration.ID, state, unknown);
    temperatures = learnt(state).stream().mapToDouble(f -> Double.parseDouble(f.get(0))).toArray();
    pooled = state.number("pooled");
  }

  static FittedCalibration parse(String state, Unknown unknown) {
    return new FittedCalibration(StateText.parse(GroupCalibration.ID, state), unknown);
  }

  /** Returns the temperature of each group, for tests. */
  double[] temperatures() {
    return temperatures;
  }

  @Override
  boolean own(int group) {
    return !Double.isNaN(temperatures[group]);
  }

  @Override
  List<Object> fields(int group) {
    return List.of(temperatures[group]);
  }

  @Override
  void keep(StateText state) {
    state.add("pooled", pooled);
  }

  @Override
  public double[][] scores(EvaluationSet set) {
    int[] members = groups(set);
    double[][] scores = new double[set.classes().size()][set.size()];
    for (int row = 0; row < members.length; row++) {
      int group = members[row];
      double temperature = group == Membership.NONE ? pooled : temperatures[group];
      Temperature.scale(set, row, temperature, scores);
    }
    return scores;
  }

  @Override
  public int[] decide(EvaluationSet set) {
    groups(set); // refuses rows without a group, where that is wanted
    return set.predictions().clone();
  }
}
