package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.nn.Site;
import java.util.ArrayList;
import java.util.List;

/** All uses of trained layers in some passes, with their gradients from one backward pass. */
final class Uses {
  private final RowScript script;
  private final List<Use> uses = new ArrayList<>();

  private Uses(RowScript script) {
    this.script = script;
  }

  /**
   * Differentiates.
   *
   * @param loss sum of the losses of the rows
   * @param passes recorded, all of the same rows
   */
  static List<Use> of(RowScript script, NDArray loss, List<Pass> passes) {
    List<NDArray> outputs =
        passes.stream().flatMap(p -> p.tape().sites().stream()).map(Site::output).toList();
    List<NDArray> gradients =
        script.call("site_gradients").with(loss).with(outputs).run(script.owner());
    outputs.forEach(NDArray::close);
    Uses uses = new Uses(script);
    int next = 0;
    for (Pass pass : passes) {
      List<Site> sites = pass.tape().sites();
      uses.add(pass, gradients.subList(next, next + sites.size()));
      next += sites.size();
    }
    return uses.uses;
  }

  private void add(Pass pass, List<NDArray> gradients) {
    List<Site> sites = pass.tape().sites();
    Slots slots = Slots.of(script, pass.inputs());
    long rows = pass.inputs().rows();
    List<NDArray> plain = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      if (Use.ofValues(sites.get(i)) && !atPlaces(sites.get(i), slots)) {
        plain.add(sites.get(i).input());
      }
      if (!atPlaces(sites.get(i), slots)) {
        plain.add(gradients.get(i));
      }
    }
    List<NDArray> viewed = plain.isEmpty() ? plain : views(plain, rows);
    int next = 0;
    for (int i = 0; i < sites.size(); i++) {
      Site site = sites.get(i);
      boolean places = atPlaces(site, slots);
      NDArray input = site.input();
      if (Use.ofValues(site)) {
        input = places ? atPlaces(input, rows, slots) : viewed.get(next++);
      }
      NDArray output = places ? atPlaces(gradients.get(i), rows, slots) : viewed.get(next++);
      uses.add(new Use(pass.inputs(), site, input, output));
    }
  }

  private static boolean atPlaces(Site site, Slots slots) {
    return slots != null && Use.ofValues(site) && site.input().getShape().dimension() == 2;
  }

  private List<NDArray> views(List<NDArray> all, long rows) {
    List<NDArray> viewed = script.call("row_views").with(all).with(rows).run(script.owner());
    all.forEach(NDArray::close);
    return viewed;
  }

  private NDArray atPlaces(NDArray x, long rows, Slots slots) {
    try (x) {
      var call = script.call("row_places").with(x).with(rows);
      return script.one(call.with(slots.slots()).with((long) slots.most()));
    }
  }
}
