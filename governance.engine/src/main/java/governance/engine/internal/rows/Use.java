package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Site;

/**
 * One use of a layer with its gradient.
 *
 * @param inputs of the pass
 * @param site the use
 * @param gradient of what came out, in the shape of the site's output
 * @param slots where the hidden places go that the layer worked on, or null where it worked on rows
 */
record Use(Inputs inputs, Site site, NDArray gradient, Slots slots) {
  /** A use in a pass whose hidden places, if it has any, go to the given slots. */
  static Use of(Inputs inputs, Site site, NDArray gradient, Slots slots) {
    boolean places = site.input().getShape().dimension() == 2 && ofValues(site.kind());
    return new Use(inputs, site, gradient, places ? slots : null);
  }

  private static boolean ofValues(Site.Kind kind) {
    return kind != Site.Kind.WORDS && kind != Site.Kind.POSITIONS;
  }

  /** Takes what came in, [B, T, I] float32. */
  NDArray input(RowScript script) {
    return rows(script, site.input());
  }

  /** Takes the gradient, [B, T, O] float32. */
  NDArray output(RowScript script) {
    return rows(script, gradient);
  }

  private NDArray rows(RowScript script, NDArray x) {
    try (x) {
      if (slots == null) {
        return script.one(script.call("row_view").with(x).with((long) inputs.rows()));
      }
      var call = script.call("row_places").with(x).with((long) inputs.rows());
      return script.one(call.with(slots.slots()).with((long) slots.most()));
    }
  }
}
