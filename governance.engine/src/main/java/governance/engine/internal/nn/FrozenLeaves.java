package governance.engine.internal.nn;

import governance.api.GovernanceException;
import governance.engine.Tuning;
import governance.engine.Tuning.Freeze;
import java.util.BitSet;

/** Which leaves of a model are not trained. The head always is. */
public final class FrozenLeaves {
  private FrozenLeaves() {}

  /**
   * Indices of the frozen leaves: with low-rank updates the whole encoder, else what is asked for.
   * A layer whose weights are applied several times is frozen when every place it is applied at is.
   *
   * @throws GovernanceException if there are fewer layers, or none that can be frozen on its own
   */
  public static BitSet of(ModelConfig config, Tuning tuning) {
    EncoderConfig e = config.encoder();
    BitSet frozen = new BitSet();
    if (config.lora().isPresent()) {
      frozen.set(0, ParameterLayout.end(e));
      return frozen;
    }
    Freeze freeze = tuning.freeze();
    if (freeze.equals(Freeze.NOTHING)) {
      return frozen;
    }
    if (e.family().external()) {
      String got = "a TorchScript encoder, which is never trained";
      throw problem(got, "no model.freeze", "Remove model.freeze");
    }
    frozen.set(0, freeze.embeddings() ? ParameterLayout.embeddingLeaves(e) : 0);
    int layers = freeze.layers() == Freeze.ALL_LAYERS ? e.depth() : freeze.layers();
    if (layers > e.depth()) {
      String allowed = "0 to " + e.depth() + ", or \"all\"";
      throw problem(layers + " layers of " + e.depth(), allowed, "Choose fewer");
    }
    BitSet used = new BitSet();
    for (int depth = layers; depth < e.depth(); depth++) {
      used.set(e.ownLayer(depth));
    }
    if (layers > 0 && used.cardinality() == e.ownLayers()) {
      String got = layers + " layers of a model whose layers share their weights";
      throw problem(got, "0 or \"all\"", "Use \"all\", or freeze the embeddings only");
    }
    for (int own = 0; layers > 0 && own < e.ownLayers(); own++) {
      int from = ParameterLayout.layerLeaf(e, own);
      frozen.set(from, used.get(own) ? from : ParameterLayout.layerLeaf(e, own + 1));
    }
    return frozen;
  }

  private static GovernanceException problem(String got, String allowed, String advice) {
    return GovernanceException.spec("model.freeze.layers", got, allowed, advice);
  }
}
