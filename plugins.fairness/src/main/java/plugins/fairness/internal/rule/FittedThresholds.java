package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.RuleSummary;
import java.util.ArrayList;
import java.util.List;

/** Thresholds by group, with or without lots between them. */
final class FittedThresholds extends FittedGroupRule {
  private final List<Lots> lots;
  private final Cut pooled;
  private final int favourable;

  /**
   * Keeps what was learnt.
   *
   * @param lots those of each group, null for one that the pooled threshold decides
   */
  FittedThresholds(
      Membership membership,
      Unknown unknown,
      RuleSummary summary,
      List<Lots> lots,
      Cut pooled,
      int favourable) {
    super(GroupThresholds.ID, membership, unknown, summary);
    this.lots = lots;
    this.pooled = pooled;
    this.favourable = favourable;
  }

  private FittedThresholds(StateText state, Unknown unknown) {
    super(GroupThresholds.ID, state, unknown);
    lots = new ArrayList<>();
    learnt(state).forEach(f -> lots.add(f.get(0).equals("pooled") ? null : Lots.parse(f)));
    List<String> of = state.one("pooled");
    pooled = new Cut(Boolean.parseBoolean(of.get(0)), Double.parseDouble(of.get(1)));
    favourable = (int) state.number("favourable");
  }

  static FittedThresholds parse(String state, Unknown unknown) {
    return new FittedThresholds(StateText.parse(GroupThresholds.ID, state), unknown);
  }

  @Override
  boolean own(int group) {
    return lots.get(group) != null;
  }

  @Override
  List<Object> fields(int group) {
    return own(group) ? lots.get(group).fields() : List.of("pooled");
  }

  @Override
  void keep(StateText state) {
    state.add("favourable", favourable).add("pooled", pooled.above(), pooled.at());
  }

  /** Returns the lots of each group, for tests. */
  List<Lots> lots() {
    return lots;
  }

  @Override
  public int[] decide(EvaluationSet set) {
    int[] members = groups(set);
    double[] scores = set.scores(favourable);
    int[] decided = new int[members.length];
    for (int row = 0; row < decided.length; row++) {
      Lots of = members[row] == Membership.NONE ? Lots.of(pooled) : lots.get(members[row]);
      double chance = of.chance(scores[row]);
      boolean favoured = chance >= 1 || chance > 0 && set.draws()[row] < chance;
      decided[row] = favoured ? favourable : other(set, row, favourable);
    }
    return decided;
  }
}
