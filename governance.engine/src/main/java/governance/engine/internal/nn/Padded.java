package governance.engine.internal.nn;

import java.util.Arrays;

/**
 * Rows of ids, padded to the longest of them.
 *
 * @param rows B
 * @param length T
 * @param tokens ids, row by row
 * @param bias 0 where there is a token and very negative where there is padding, row by row; no
 *     elements if there is no padding
 */
public record Padded(int rows, int length, int[] tokens, float[] bias) {
  /** Added to scores of padding; after softmax the probability is exactly 0, in bfloat16 too. */
  private static final float MASKED = -1e30f;

  /**
   * Pads.
   *
   * @param rows ids of each row, at least one row and one id
   * @param padding id that fills up
   */
  public static Padded of(int[][] rows, int padding) {
    int b = rows.length;
    int t = Arrays.stream(rows).mapToInt(r -> r.length).max().orElse(0);
    int[] tokens = new int[b * t];
    float[] bias = new float[b * t];
    boolean padded = false;
    for (int i = 0; i < b; i++) {
      for (int j = 0; j < t; j++) {
        boolean filled = j < rows[i].length;
        padded |= !filled;
        tokens[i * t + j] = filled ? rows[i][j] : padding;
        bias[i * t + j] = filled ? 0 : MASKED;
      }
    }
    return new Padded(b, t, tokens, padded ? bias : new float[0]);
  }

  /** Returns the ids as the encoder reads them. */
  public long[] ids() {
    long[] ids = new long[tokens.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens[i];
    }
    return ids;
  }

  /** Returns 1 for a token and 0 for padding, row by row. */
  public float[] mask() {
    float[] mask = new float[tokens.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = bias.length == 0 || bias[i] == 0 ? 1 : 0;
    }
    return mask;
  }

  /** Returns the shape of the bias, [B, T] or none. */
  public long[] biasShape() {
    return bias.length == 0 ? new long[] {0} : new long[] {rows, length};
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Padded p && length == p.length && Arrays.equals(tokens, p.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }
}
