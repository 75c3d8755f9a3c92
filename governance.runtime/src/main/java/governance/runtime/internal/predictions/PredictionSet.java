package governance.runtime.internal.predictions;

import governance.api.evaluate.EvaluationSet;
import java.util.List;

/**
 * Predictions that were read, with what a reader should know of them.
 *
 * @param set the rows
 * @param groups the groups of each protected column with their sizes
 * @param notes what stands out, such as a class that is never predicted
 */
public record PredictionSet(EvaluationSet set, List<GroupSize> groups, List<String> notes) {
  /** Groups with fewer rows are marked. */
  public static final long SMALL = 30;

  /** Copies the lists. */
  public PredictionSet {
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
  }

  /**
   * How many rows a group has.
   *
   * @param column the protected column
   * @param group the group, or null for rows whose value is missing
   * @param rows number of rows
   */
  public record GroupSize(String column, String group, long rows) {
    /** Returns whether figures of the group are uncertain for want of rows. */
    public boolean small() {
      return group != null && rows < SMALL;
    }
  }
}
