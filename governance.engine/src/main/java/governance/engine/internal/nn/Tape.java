package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import governance.engine.internal.memory.Readback;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recorded pass wrote down so that the gradient of each row can be had: the uses of trained
 * layers, in order. The arrays end with the pass.
 */
public record Tape(List<Site> sites) {
  /** Numbers of a site among the marks of the script text. */
  private static final int MARKS = 3;

  /**
   * Reads what the script appended to its results.
   *
   * @param results all of them
   * @param own number of results before the tape
   * @param leaves number of leaves, whose marks come first
   */
  static Tape of(NDList results, int own, int leaves) {
    NDArray last = results.get(results.size() - 1);
    long[] marks = Readback.marks(last);
    last.close();
    List<Site> sites = new ArrayList<>();
    int at = own;
    for (int i = leaves; i < marks.length; i += MARKS) {
      Site.Kind kind = Site.Kind.values()[(int) marks[i]];
      int leaf = (int) marks[i + 1];
      sites.add(new Site(kind, leaf, (int) marks[i + 2], results.get(at), results.get(at + 1)));
      at += 2;
    }
    return new Tape(List.copyOf(sites));
  }
}
