package plugins.fairness.internal.rule;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.evaluate.RuleSummary;
import java.util.List;

/** What all fitted rules by group share: who belongs where, and what is kept. */
abstract class FittedGroupRule implements FittedRule {
  private final String id;
  private final Membership membership;
  private final Unknown unknown;
  private final RuleSummary summary;

  FittedGroupRule(String id, Membership membership, Unknown unknown, RuleSummary summary) {
    this.id = id;
    this.membership = membership;
    this.unknown = unknown;
    this.summary = summary;
  }

  /** Takes what all rules keep from a state. */
  FittedGroupRule(String id, StateText state, Unknown unknown) {
    this(id, membership(state), unknown, state.summary());
  }

  private static Membership membership(StateText state) {
    List<List<String>> groups = state.all("group");
    List<String> columns = state.one("columns");
    return new Membership(
        columns, groups.stream().map(fields -> fields.subList(0, columns.size())).toList());
  }

  /** Returns the fields that a rule has written beside the values of each group. */
  static List<List<String>> learnt(StateText state) {
    int columns = state.one("columns").size();
    return state.all("group").stream()
        .map(fields -> fields.subList(columns, fields.size()))
        .toList();
  }

  final Membership membership() {
    return membership;
  }

  /** Returns whether something was learnt for a group of its own. */
  abstract boolean own(int group);

  /** Returns the fields that are kept of a group. */
  abstract List<Object> fields(int group);

  /** Adds what is kept beside the groups. */
  abstract void keep(StateText state);

  /**
   * Returns the group of each row, {@link Membership#NONE} where all groups together count.
   *
   * @throws GovernanceException if a row has no group that was learnt, and such are refused
   */
  final int[] groups(EvaluationSet set) {
    int[] members = membership.of(set);
    int without = 0;
    for (int row = 0; row < members.length; row++) {
      without += members[row] == Membership.NONE ? 1 : 0;
      if (members[row] != Membership.NONE && !own(members[row])) {
        members[row] = Membership.NONE;
      }
    }
    if (without > 0 && unknown == Unknown.REFUSE) {
      throw GovernanceException.data(
          id,
          without
              + " of "
              + set.size()
              + " rows have no value of "
              + membership.title()
              + ", or one that was not among the validation rows",
          "values " + membership.groups(),
          "Complete the rows, or train with the setting unknown=POOLED of the rule");
    }
    return members;
  }

  @Override
  public final boolean[] fallbacks(EvaluationSet set) {
    int[] members = groups(set);
    boolean[] fallbacks = new boolean[members.length];
    for (int row = 0; row < members.length; row++) {
      fallbacks[row] = members[row] == Membership.NONE;
    }
    return fallbacks;
  }

  @Override
  public final String state() {
    StateText state = StateText.of(id).add("columns", membership.columns());
    keep(state);
    for (int group = 0; group < membership.size(); group++) {
      state.add("group", membership.groups().get(group), fields(group));
    }
    return state.add(summary).toString();
  }

  @Override
  public final RuleSummary summary() {
    return summary;
  }

  /** Returns the most probable class other than one. */
  static int other(EvaluationSet set, int row, int than) {
    int best = than == 0 ? 1 : 0;
    for (int c = 0; c < set.classes().size(); c++) {
      if (c != than && set.scores(c)[row] > set.scores(best)[row]) {
        best = c;
      }
    }
    return best;
  }
}
