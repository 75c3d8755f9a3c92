package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

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
 */
public record Inputs(
    NDArray ids, NDArray types, NDArray bias, int rows, int length, int[] tokens, NDArray places) {
  /** Added to scores of padding; after softmax the probability is exactly 0, in bfloat16 too. */
  private static final float MASKED = -1e30f;

  /** A batch without hidden places. */
  public Inputs(NDArray ids, NDArray types, NDArray bias, int rows, int length, int[] tokens) {
    this(ids, types, bias, rows, length, tokens, null);
  }

  /** The same batch with hidden places, at least one, which live as long as it. */
  public Inputs at(NDArray hidden) {
    return new Inputs(ids, types, bias, rows, length, tokens, hidden);
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
    int b = rows.length;
    int t = Arrays.stream(rows).mapToInt(r -> r.length).max().orElse(0);
    int[] tokens = new int[b * t];
    long[] ids = new long[b * t];
    float[] bias = new float[b * t];
    boolean padded = false;
    for (int i = 0; i < b; i++) {
      for (int j = 0; j < t; j++) {
        boolean filled = j < rows[i].length;
        padded |= !filled;
        tokens[i * t + j] = filled ? rows[i][j] : padding;
        ids[i * t + j] = tokens[i * t + j];
        bias[i * t + j] = filled ? 0 : MASKED;
      }
    }
    Shape shape = new Shape(b, t);
    NDArray mask = padded ? manager.create(bias, shape) : manager.create(new Shape(0));
    return new Inputs(
        manager.create(ids, shape), typeArray(manager, types, shape), mask, b, t, tokens);
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
