package governance.api.data;

import java.util.List;

/**
 * What a transform made of one split.
 *
 * @param data the new data
 * @param changes what was added, removed or altered; empty when nothing was
 */
public record TransformResult(Dataset data, List<Change> changes) {
  /** Copies the list. */
  public TransformResult {
    changes = List.copyOf(changes);
  }

  /** How a data set was changed. */
  public enum ChangeType {
    /** Rows or columns that were not there before. */
    ADDED,
    /** Rows or columns that are gone. */
    REMOVED,
    /** Values that differ. */
    ALTERED
  }

  /**
   * One kind of change.
   *
   * @param type added, removed or altered
   * @param what what was changed, for readers: {@code column weight}, {@code rows of group sex=F}
   * @param count how many rows, columns or values
   */
  public record Change(ChangeType type, String what, long count) {}
}
