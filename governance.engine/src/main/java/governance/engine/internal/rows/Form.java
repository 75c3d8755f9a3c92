package governance.engine.internal.rows;

/**
 * Decides for each linear layer whether the rows' gradients are made. Made, they cost about T I O
 * and B I O numbers of memory, and their sum is a product with a vector; not made, their norms cost
 * about T² (I + O) and the sum T I O. T positions, I and O the layer's widths, B rows.
 */
final class Form {
  /** Numbers that are kept in one backward pass at most: 128 MiB. */
  static final long MOST = 32L << 20;

  private long left;

  /** Takes how many numbers may be kept in one backward pass. */
  Form(long most) {
    this.left = most;
  }

  /** Returns whether to make the rows' gradients, and counts them as kept. */
  boolean direct(long rows, long length, long in, long out) {
    long kept = rows * in * out;
    if (!cheaper(length, in, out) || kept > left) {
      return false;
    }
    left -= kept;
    return true;
  }

  /** Returns whether making the rows' gradients takes less time, as measured. */
  static boolean cheaper(long length, long in, long out) {
    return in * out <= 2 * length * (in + out);
  }
}
