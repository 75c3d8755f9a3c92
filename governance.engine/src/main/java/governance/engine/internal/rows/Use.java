package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Site;

/**
 * One use of a layer with its gradient.
 *
 * @param inputs of the pass
 * @param site the use
 * @param input what came in, [B, T, I] float32; ids or types as they are
 * @param output gradient of what came out, [B, T, O] float32
 */
record Use(Inputs inputs, Site site, NDArray input, NDArray output) {
  /** Whether what came in are values, not ids. */
  static boolean ofValues(Site site) {
    return site.kind() != Site.Kind.WORDS && site.kind() != Site.Kind.POSITIONS;
  }
}
