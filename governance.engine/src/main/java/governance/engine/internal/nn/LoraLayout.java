package governance.engine.internal.nn;

import governance.engine.internal.nn.Leaf.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the matrices of low-rank updates stand among the leaves. */
public final class LoraLayout {
  private final EncoderConfig encoder;
  private final Lora lora;

  LoraLayout(EncoderConfig encoder, Lora lora) {
    this.encoder = encoder;
    this.lora = lora;
  }

  /** All linear layers of the encoder's layers: full name and shape [out, in] of the weight. */
  public static Map<String, long[]> linears(EncoderConfig encoder) {
    Map<String, long[]> all = new LinkedHashMap<>();
    for (int layer = 0; layer < encoder.ownLayers(); layer++) {
      for (LinearSite site : LinearSite.values()) {
        long[] shape = {site.out(encoder), site.in(encoder)};
        all.put(site.module(encoder, layer), shape);
      }
    }
    return all;
  }

  /** The matrices, two for each adapted module. */
  List<Leaf> leaves() {
    List<Leaf> leaves = new ArrayList<>();
    for (int layer = 0; layer < encoder.ownLayers(); layer++) {
      for (LinearSite site : LinearSite.values()) {
        String module = site.module(encoder, layer);
        if (lora.modules().contains(module)) {
          leaves.add(leaf(Lora.down(module), Kind.LORA_A, lora.rank(), site.in(encoder)));
          leaves.add(leaf(Lora.up(module), Kind.LORA_B, site.out(encoder), lora.rank()));
        }
      }
    }
    return leaves;
  }

  private static Leaf leaf(String name, Kind kind, int rows, int columns) {
    return new Leaf(name, kind, rows, columns, List.of(name));
  }

  /**
   * What the script text reads after the numbers of every model: whether there is dropout, then for
   * each site of each layer that is applied the leaf of A, or -1.
   *
   * @param first leaf of the first update
   */
  long[] plan(int first) {
    int sites = LinearSite.values().length;
    long[] plan = new long[1 + sites * encoder.depth()];
    Arrays.fill(plan, -1);
    plan[0] = lora.dropout() > 0 ? 1 : 0;
    for (int i = 0; i < encoder.depth(); i++) {
      for (LinearSite site : LinearSite.values()) {
        int at = index(encoder.ownLayer(i), site);
        plan[1 + sites * i + site.ordinal()] = at < 0 ? -1 : first + 2L * at;
      }
    }
    return plan;
  }

  private int index(int ownLayer, LinearSite wanted) {
    int index = 0;
    for (int layer = 0; layer <= ownLayer; layer++) {
      for (LinearSite site : LinearSite.values()) {
        boolean adapted = lora.modules().contains(site.module(encoder, layer));
        if (layer == ownLayer && site == wanted) {
          return adapted ? index : -1;
        }
        index += adapted ? 1 : 0;
      }
    }
    return -1;
  }

  /** Number of dropout flags of the updates in a layer that is applied. */
  int flags(int depth, int rows, int queries, int length) {
    if (lora.dropout() == 0) {
      return 0;
    }
    int count = 0;
    for (LinearSite site : LinearSite.values()) {
      if (lora.modules().contains(site.module(encoder, encoder.ownLayer(depth)))) {
        int positions = Math.multiplyExact(rows, site.readsAll() ? length : queries);
        count = Math.addExact(count, Math.multiplyExact(positions, site.in(encoder)));
      }
    }
    return count;
  }
}
