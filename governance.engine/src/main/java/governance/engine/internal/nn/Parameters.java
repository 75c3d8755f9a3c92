package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.memory.Values;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The trained tensors of a model, float32 and on its device, made outside any scope. Seen from
 * files they have Hugging Face names; each such parameter is a contiguous piece of a leaf. Readers
 * may share them between threads; only training writes them.
 */
public final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final List<Leaf> leaves;
  private final boolean words;
  private final List<NDArray> arrays = new ArrayList<>();
  private final Map<String, Values> pieces = new LinkedHashMap<>();
  private final Map<String, long[]> shapes;
  private BitSet frozen = new BitSet();

  /** Makes uninitialised tensors for a model; they end with {@code root} at the latest. */
  public Parameters(NDManager root, ModelConfig config) {
    manager = root.newSubManager();
    leaves = ParameterLayout.of(config);
    words = !config.encoder().family().external();
    shapes = ParameterLayout.shapes(config);
    for (Leaf leaf : leaves) {
      NDArray array = manager.create(new Shape(leaf.shape()), DataType.FLOAT32);
      NDScope.unregister(array);
      arrays.add(array);
      for (int i = 0; i < leaf.parts().size(); i++) {
        int size = leaf.partSize();
        pieces.put(leaf.parts().get(i), Values.of(array, i * size, size));
      }
    }
  }

  /** The leaves, in the order of {@link #arrays()}. */
  public List<Leaf> leaves() {
    return leaves;
  }

  /** The tensors, in the order that the script text expects. */
  public List<NDArray> arrays() {
    return arrays;
  }

  /** Whether the first leaf is the table of word embeddings. */
  public boolean words() {
    return words;
  }

  /**
   * Hugging Face names with the shapes they have in files, in a stable order, without low-rank
   * updates.
   */
  public Map<String, long[]> shapes() {
    return shapes;
  }

  /** The values of one Hugging Face parameter, in row-major order. */
  public Values values(String name) {
    return pieces.get(name);
  }

  /** Says which leaves are not trained, by index. */
  public void freeze(BitSet indices) {
    frozen = (BitSet) indices.clone();
  }

  /** Indices of the leaves that are trained. */
  public List<Integer> trained() {
    return IntStream.range(0, leaves.size()).filter(i -> !frozen.get(i)).boxed().toList();
  }

  /** For each leaf 1 where it is trained, else 0. */
  long[] marks() {
    return IntStream.range(0, leaves.size()).mapToLong(i -> frozen.get(i) ? 0 : 1).toArray();
  }

  /** Number of values. */
  public long count() {
    return leaves.stream().mapToLong(Parameters::size).sum();
  }

  /** Number of values that are trained. */
  public long trainedCount() {
    return trained().stream().mapToLong(i -> size(leaves.get(i))).sum();
  }

  private static long size(Leaf leaf) {
    return (long) leaf.partSize() * leaf.parts().size();
  }

  /** Euclidean norm of the values that are trained and decay, added up in double precision. */
  public double decayedNorm() {
    double[] sum = new double[1];
    for (int i : trained()) {
      if (leaves.get(i).decays()) {
        Values.of(arrays.get(i)).read(values -> sum[0] = squares(sum[0], values));
      }
    }
    return Math.sqrt(sum[0]);
  }

  private static double squares(double before, FloatBuffer values) {
    double sum = before;
    while (values.hasRemaining()) {
      double value = values.get();
      sum += value * value;
    }
    return sum;
  }

  /** Lower-case SHA-256 of all values, leaf by leaf. */
  public String digest() {
    return digest(IntStream.range(0, arrays.size()));
  }

  /** Lower-case SHA-256 of the values that are not trained, leaf by leaf. */
  public String frozenDigest() {
    return digest(frozen.stream());
  }

  private String digest(IntStream indices) {
    MessageDigest sha = sha256();
    indices.mapToObj(arrays::get).map(Values::of).forEach(v -> v.update(sha));
    return HexFormat.of().formatHex(sha.digest());
  }

  /** The digest that values are identified by; made from float32 in the processor's order. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  @Override
  public void close() {
    pieces.clear();
    manager.close();
  }
}
