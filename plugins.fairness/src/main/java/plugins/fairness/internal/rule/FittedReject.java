package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.RuleSummary;
import java.util.List;

/** A critical region, and on which side of it each group stands. */
final class FittedReject extends FittedGroupRule {
  private final int[] sides;
  private final Region region;
  private final int favourable;

  FittedReject(
      Membership membership,
      Unknown unknown,
      RuleSummary summary,
      int[] sides,
      Region region,
      int favourable) {
    super(RejectOption.ID, membership, unknown, summary);
    this.sides = sides;
    this.region = region;
    this.favourable = favourable;
  }

  private FittedReject(StateText state, Unknown unknown) {
    super(RejectOption.ID, state, unknown);
    sides = learnt(state).stream().mapToInt(f -> Integer.parseInt(f.get(0))).toArray();
    region = new Region(state.number("threshold"), state.number("margin"));
    favourable = (int) state.number("favourable");
  }

  static FittedReject parse(String state, Unknown unknown) {
    return new FittedReject(StateText.parse(RejectOption.ID, state), unknown);
  }

  /** Returns the region, for tests. */
  Region region() {
    return region;
  }

  @Override
  boolean own(int group) {
    return sides[group] != Region.NEITHER;
  }

  @Override
  List<Object> fields(int group) {
    return List.of(sides[group]);
  }

  @Override
  void keep(StateText state) {
    state
        .add("favourable", favourable)
        .add("threshold", region.threshold())
        .add("margin", region.margin());
  }

  @Override
  public int[] decide(EvaluationSet set) {
    int[] members = groups(set);
    double[] scores = set.scores(favourable);
    int[] decided = new int[members.length];
    for (int row = 0; row < decided.length; row++) {
      int side = members[row] == Membership.NONE ? Region.NEITHER : sides[members[row]];
      boolean favoured = region.favours(scores[row], side);
      decided[row] = favoured ? favourable : other(set, row, favourable);
    }
    return decided;
  }
}
