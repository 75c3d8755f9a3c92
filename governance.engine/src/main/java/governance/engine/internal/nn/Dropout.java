package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.GovernanceException;
import governance.engine.RandomNumbers;
import governance.engine.internal.memory.Access;
import governance.engine.internal.nn.FlagSource.Draw;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.List;

/**
 * The dropout flags of forward passes, a byte each, which a product with values of any precision
 * reads as 0 or 1. Flags are saved for backward, so their memory is lent until {@link #endStep()}
 * and used again in the next step: it never moves and is never cleared. Used by one thread.
 */
public final class Dropout implements AutoCloseable {
  /**
   * System property that says {@code library} where flags of a device are to come from the tensor
   * library's own generator: faster, but not those of a processor.
   */
  public static final String PROPERTY = "governance.engine.dropout";

  /** Most flags of one block: they are counted in an int and viewed by one Java buffer. */
  private static final int MOST = 1 << 30;

  /** First site of low-rank updates, above those of any number of layers. */
  private static final int UPDATES = 1 << 20;

  private final NDManager manager;
  private final ModelConfig config;
  private final FlagSource source;
  private final List<Block> free = new ArrayList<>();
  private final List<Block> lent = new ArrayList<>();

  /**
   * Prepares dropout.
   *
   * @param root decides on which device flags are
   * @param parallel whether flags may be drawn by several threads
   */
  public Dropout(NDManager root, ScriptModule script, ModelConfig config, boolean parallel) {
    this.manager = root.newSubManager();
    this.config = config;
    this.source = source(script, parallel);
  }

  private FlagSource source(ScriptModule script, boolean parallel) {
    Access access = Access.of(manager);
    if (access == Access.DIRECT) {
      return new HostFlags(parallel);
    }
    boolean library = form(access).equals(RandomNumbers.LIBRARY);
    return library ? new LibraryFlags(script, manager) : new DeviceFlags(script, manager);
  }

  /** Returns how flags are drawn: {@link RandomNumbers#HASH} or {@link RandomNumbers#LIBRARY}. */
  public static String form(Access access) {
    boolean library = RandomNumbers.LIBRARY.equals(System.getProperty(PROPERTY));
    return library && access != Access.DIRECT ? RandomNumbers.LIBRARY : RandomNumbers.HASH;
  }

  /** Returns how these flags are drawn. */
  public String form() {
    return source instanceof LibraryFlags ? RandomNumbers.LIBRARY : RandomNumbers.HASH;
  }

  /** Whether any probability is above 0. */
  public boolean active() {
    EncoderConfig e = config.encoder();
    boolean updates = config.lora().map(l -> l.dropout() > 0).orElse(false);
    return e.hiddenDropout() > 0 || e.attentionDropout() > 0 || config.headDropout() > 0 || updates;
  }

  /**
   * Flags of one pass: embeddings, each layer, head.
   *
   * @param firstOnly whether the last layer and the head work on the first position only
   */
  List<NDArray> flags(int rows, int length, boolean firstOnly, DropoutKey key) {
    List<Draw> draws = new ArrayList<>();
    List<NDArray> flags = new ArrayList<>();
    for (int place = 0; place <= config.encoder().depth() + 1; place++) {
      flags.add(place(draws, place, rows, length, firstOnly));
    }
    source.draw(key.mixed(), draws);
    return flags;
  }

  /**
   * Flags of one place of a pass.
   *
   * @param place 0 for the embeddings, then the layers that are applied, then the head
   */
  NDArray flags(int place, int rows, int length, boolean firstOnly, DropoutKey key) {
    List<Draw> draws = new ArrayList<>();
    NDArray flags = place(draws, place, rows, length, firstOnly);
    source.draw(key.mixed(), draws);
    return flags;
  }

  private NDArray place(List<Draw> draws, int place, int rows, int length, boolean firstOnly) {
    EncoderConfig e = config.encoder();
    if (place == 0) {
      int embedded = Math.multiplyExact(rows * length, e.form().embedding());
      return block(draws, embedded, e.hiddenDropout(), 0);
    }
    if (place == e.depth() + 1) {
      return block(draws, headFlags(rows, length, firstOnly), config.headDropout(), 1);
    }
    int queries = firstOnly && place == e.depth() ? 1 : length;
    return layer(draws, place - 1, rows, queries, length);
  }

  private NDArray block(List<Draw> draws, int count, double probability, int site) {
    NDArray block = borrow(count);
    draws.add(new Draw(block, 0, count, probability, site));
    return block;
  }

  private int headFlags(int rows, int length, boolean firstOnly) {
    EncoderConfig e = config.encoder();
    int positions = firstOnly ? rows : Math.multiplyExact(rows, length);
    boolean twice = firstOnly && e.family().head().dropFirst();
    return Math.multiplyExact(positions, e.hidden()) * (twice ? 2 : 1);
  }

  private NDArray layer(List<Draw> draws, int index, int rows, int queries, int length) {
    EncoderConfig e = config.encoder();
    int sites = (e.family().dropAttention() ? 1 : 0) + (e.family().dropOutput() ? 1 : 0);
    long all = (long) rows * queries * ((long) e.heads() * length + (long) sites * e.hidden());
    if (all > MOST) {
      String got = rows + " rows of " + length + " tokens at once";
      String advice = "Choose a smaller train.batch or train.maxLength";
      throw GovernanceException.spec("train.batch", got, MOST + " dropout flags a layer", advice);
    }
    int scores = rows * e.heads() * queries * length;
    int hidden = sites * rows * queries * e.hidden();
    int updates = config.lora().map(l -> flags(l, index, rows, queries, length)).orElse(0);
    NDArray block = borrow(scores + hidden + updates);
    draws.add(new Draw(block, 0, scores, e.attentionDropout(), 2 * index + 2));
    draws.add(new Draw(block, scores, hidden, e.hiddenDropout(), 2 * index + 3));
    if (updates > 0) {
      double dropout = config.lora().orElseThrow().dropout();
      draws.add(new Draw(block, scores + hidden, updates, dropout, UPDATES + index));
    }
    return block;
  }

  private int flags(Lora lora, int layer, int rows, int queries, int length) {
    return new LoraLayout(config.encoder(), lora).flags(layer, rows, queries, length);
  }

  /** The smallest free block that is large enough, or a new one. */
  private NDArray borrow(int count) {
    Block best = null;
    for (Block block : free) {
      boolean fits = block.count >= count;
      if (fits && (best == null || block.count < best.count)) {
        best = block;
      }
    }
    if (best == null) {
      best = grow(count);
    }
    free.remove(best);
    lent.add(best);
    return best.array;
  }

  private Block grow(int count) {
    NDArray array = manager.create(new Shape(count), DataType.UINT8);
    NDScope.unregister(array);
    free.stream()
        .filter(b -> b.count < count && b.count > count / 2)
        .findFirst()
        .ifPresent(this::discard);
    return new Block(array, count);
  }

  private void discard(Block block) {
    free.remove(block);
    block.array.close();
  }

  /** Ends the use of some flags before the step ends, when nothing will read them again. */
  void release(NDArray flags) {
    for (Block block : lent) {
      if (block.array == flags) {
        lent.remove(block);
        free.add(block);
        return;
      }
    }
  }

  /** Ends the use of all flags lent so far; call when backward has ended. */
  public void endStep() {
    free.addAll(lent);
    lent.clear();
  }

  @Override
  public void close() {
    manager.close();
  }

  private record Block(NDArray array, int count) {}
}
