package governance.engine.internal.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Results of several batches that are read back together. On a card each reading waits for all work
 * before it; while results stay there, the next batch is made ready and begun meanwhile. Where
 * memory is reached directly nothing is gained, and each is read as it comes. Used by one thread.
 */
public final class LateReadback implements AutoCloseable {
  /** Results that wait, at most. */
  private static final int RESULTS = 32;

  /** Values that wait, at most: 16 MiB. */
  private static final long VALUES = 4L << 20;

  private final ScriptModule script;
  private final NDManager owner;
  private final boolean direct;
  private final List<NDArray> waiting = new ArrayList<>();
  private final List<Consumer<float[]>> uses = new ArrayList<>();
  private long values;

  /** Begins without results. */
  public LateReadback(ScriptModule script, NDManager root) {
    this.script = script;
    this.owner = root.newSubManager();
    this.direct = Access.of(root) == Access.DIRECT;
  }

  /** Returns the owner that results are made with, so that they outlive their batch. */
  public NDManager owner() {
    return owner;
  }

  /**
   * Takes a result, a float32 tensor of any shape that {@link #owner} owns.
   *
   * @param use gets its values in row-major order, now or with a later call
   */
  public void add(NDArray result, Consumer<float[]> use) {
    if (direct) {
      use.accept(Readback.floats(result));
      result.close();
      return;
    }
    waiting.add(result);
    uses.add(use);
    values += result.size();
    if (waiting.size() == RESULTS || values > VALUES) {
      flush();
    }
  }

  /** Hands out the values of all results that wait, with one copy from the device. */
  public void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    float[] all;
    try (NDArray packed = script.call("flat").with(waiting).one(owner)) {
      all = Readback.floats(packed);
    }
    int from = 0;
    for (int i = 0; i < uses.size(); i++) {
      int to = from + Math.toIntExact(waiting.get(i).size());
      uses.get(i).accept(Arrays.copyOfRange(all, from, to));
      from = to;
    }
    waiting.forEach(NDArray::close);
    waiting.clear();
    uses.clear();
    values = 0;
  }

  /** Forgets what was not read. */
  @Override
  public void close() {
    owner.close();
  }
}
