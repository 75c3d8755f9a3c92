package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.script.ScriptModule;

/**
 * A padded batch. The arrays must stay open until backward has ended.
 *
 * @param ids [B, T] int64
 * @param types [B, T] int64
 * @param bias [B, T] float32: 0 where there is a token, very negative where there is padding; no
 *     elements if there is no padding
 * @param rows B
 * @param length T
 * @param tokens the ids again, row by row, for bookkeeping on the Java side
 * @param places [M] int64, indices in [B * T] of the places that a masked language model fills in;
 *     null for other tasks
 * @param known the places again, for bookkeeping on the Java side, or null where nobody asks
 */
public record Inputs(
    NDArray ids,
    NDArray types,
    NDArray bias,
    int rows,
    int length,
    int[] tokens,
    NDArray places,
    long[] known) {
  /** A batch without hidden places. */
  public Inputs(NDArray ids, NDArray types, NDArray bias, int rows, int length, int[] tokens) {
    this(ids, types, bias, rows, length, tokens, null, null);
  }

  /** The same batch with hidden places, at least one, which live as long as it. */
  public Inputs at(NDArray hidden) {
    return at(hidden, null);
  }

  /** The same for training whose rows are told apart, which must know them without waiting. */
  public Inputs at(NDArray hidden, long[] places) {
    return new Inputs(ids, types, bias, rows, length, tokens, hidden, places);
  }

  /**
   * Pads rows of ids to the longest of them.
   *
   * @param rows ids of each row, at least one row and one id
   * @param padding id that fills up
   */
  public static Inputs of(NDManager manager, int[][] rows, int padding) {
    return of(manager, rows, null, padding);
  }

  /** The same with token types, which may be null for zeros. */
  public static Inputs of(NDManager manager, int[][] rows, int[][] types, int padding) {
    Padded padded = Padded.of(rows, padding);
    Shape shape = new Shape(padded.rows(), padded.length());
    NDArray ids = manager.create(padded.ids(), shape);
    NDArray bias = manager.create(padded.bias(), new Shape(padded.biasShape()));
    return new Inputs(
        ids,
        typeArray(manager, types, shape),
        bias,
        padded.rows(),
        padded.length(),
        padded.tokens());
  }

  /** The same for padded rows without token types, without waiting for a device. */
  public static Inputs of(ScriptModule script, NDManager manager, Padded padded) {
    NDArray ids = Upload.longs(script, manager, padded.ids(), padded.rows(), padded.length());
    NDArray bias = Upload.floats(script, manager, padded.bias(), padded.biasShape());
    return of(manager, padded, ids, bias);
  }

  /** The same for arrays that are there. */
  public static Inputs of(NDManager manager, Padded padded, NDArray ids, NDArray bias) {
    NDArray types = typeArray(manager, null, ids.getShape());
    return new Inputs(ids, types, bias, padded.rows(), padded.length(), padded.tokens());
  }

  private static NDArray typeArray(NDManager manager, int[][] types, Shape shape) {
    if (types == null) {
      return manager.zeros(shape, DataType.INT64);
    }
    int t = (int) shape.get(1);
    long[] flat = new long[(int) shape.size()];
    for (int i = 0; i < types.length; i++) {
      for (int j = 0; j < types[i].length; j++) {
        flat[i * t + j] = types[i][j];
      }
    }
    return manager.create(flat, shape);
  }
}
