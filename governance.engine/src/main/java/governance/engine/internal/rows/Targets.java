package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the gradients that one call makes are added up. A leaf that has no sum yet gets what the
 * call makes, so that no zeros are made first.
 */
final class Targets {
  private final RowScript script;
  private final Sums sums;
  private final List<Integer> leaves = new ArrayList<>();
  private final List<NDArray> arrays = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();

  Targets(RowScript script, Sums sums) {
    this.script = script;
    this.sums = sums;
  }

  /**
   * Adds one.
   *
   * @param leaf whose
   * @param row first row that is added to
   * @param whole whether all rows are
   */
  void add(int leaf, int row, boolean whole) {
    boolean first = whole && sums.soFar(leaf) == null;
    leaves.add(first ? leaf : -1);
    arrays.add(first ? script.nothing() : sums.at(leaf));
    rows.add(row);
  }

  /** The sums so far, without elements where there is none. */
  List<NDArray> arrays() {
    return arrays;
  }

  /** First rows. */
  long[] rows() {
    return rows.stream().mapToLong(Integer::longValue).toArray();
  }

  /**
   * Hands the results of the call over, of which all but first sums are views of what was there.
   */
  void take(List<NDArray> results) {
    for (int i = 0; i < results.size(); i++) {
      if (leaves.get(i) < 0) {
        results.get(i).close();
      } else {
        sums.take(leaves.get(i), results.get(i));
      }
    }
  }
}
