package governance.api.run;

import governance.api.Problem;
import java.util.List;

/**
 * What a run would do.
 *
 * @param problems everything that keeps the run from starting; empty when it can start
 * @param values the effective run spec, by dotted key
 * @param contributions what takes part, in the order of use
 * @param json the plan as it is written to {@code plan.json}
 */
public record RunPlan(
    List<Problem> problems, List<Value> values, List<Planned> contributions, String json) {
  /** Copies the lists. */
  public RunPlan {
    problems = List.copyOf(problems);
    values = List.copyOf(values);
    contributions = List.copyOf(contributions);
  }

  /** Returns whether the run can start. */
  public boolean runnable() {
    return problems.isEmpty();
  }

  /**
   * One effective value.
   *
   * @param key dotted key
   * @param value the value in JSON
   * @param origin where it came from, such as {@code default}, {@code domain finance}, {@code
   *     --set}
   */
  public record Value(String key, String value, String origin) {}

  /**
   * One contribution with its effective settings.
   *
   * @param info what and from where it is
   * @param settings its effective settings, defaults included
   */
  public record Planned(ContributionInfo info, List<Value> settings) {
    /** Copies the list. */
    public Planned {
      settings = List.copyOf(settings);
    }
  }
}
