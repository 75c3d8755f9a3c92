package governance.runtime.internal.sweep;

import java.util.List;

/**
 * What a run came to on one kind of rows.
 *
 * @param rows how many rows
 * @param utility the figure that is to stay good
 * @param disparity the figure that is to become better
 * @param gates what the gates say of these rows
 */
record Judged(long rows, RunFigure utility, RunFigure disparity, List<GateVerdict> gates) {
  boolean defined() {
    return utility.defined() && disparity.defined();
  }
}
