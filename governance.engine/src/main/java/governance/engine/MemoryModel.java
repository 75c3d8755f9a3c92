package governance.engine;

import governance.api.model.Task;
import governance.engine.ModelRequest.Architecture;

/**
 * How much memory training takes, from a count of the tensors that forward keeps for backward. What
 * the process holds anyway, such as libraries and the Java heap, is not in it, nor are further
 * passes that penalties make. Measured peaks are within a factor of {@value #WITHIN} (see {@code
 * MemoryModelTest}).
 *
 * @param shape sizes of the encoder
 * @param parameters number of values of the model
 * @param trained number of them that training changes
 * @param task decides what the head keeps
 * @param classes number of classes, at least 1
 * @param precision number format of the layers
 * @param dropout whether values are dropped; flags are kept and attention is materialised
 * @param penalties whether there are penalties, which materialise attention too
 */
public record MemoryModel(
    Architecture shape,
    long parameters,
    long trained,
    Task task,
    int classes,
    Precision precision,
    boolean dropout,
    boolean penalties) {
  /** How far a measured peak may be from the estimate, up or down. */
  public static final double WITHIN = 1.3;

  /** What freed memory between kept tensors adds, measured. */
  private static final double SLACK = 1.1;

  /** Bytes of a float32. */
  private static final int WIDE = 4;

  /** Share of the places that a masked language model fills in, at most. */
  private static final double HIDDEN_SHARE = 0.2;

  /**
   * Returns the bytes that do not depend on the rows: gradients and both moments of AdamW, a second
   * set of gradients where a batch is computed in parts, and the layers' weights in bfloat16.
   *
   * @param parts whether batches are computed in parts
   */
  public long fixed(boolean parts) {
    long words = (long) shape.vocabulary() * shape.hidden();
    long second = parts ? Math.max(0, trained - words) : 0;
    long half = precision == Precision.BF16 ? 2 * Math.max(0, parameters - words) : 0;
    return WIDE * (3 * trained + second) + half;
  }

  /** Returns the bytes of the parameters themselves, which are held before training begins. */
  public long weights() {
    return WIDE * parameters;
  }

  /**
   * Returns the bytes that training adds to those of the weights.
   *
   * @param rows rows that are computed at once
   * @param length their padded length in tokens
   * @param checkpointing whether only what layers read is kept
   * @param parts whether a batch is computed in parts
   */
  public long training(int rows, int length, boolean checkpointing, boolean parts) {
    return fixed(parts) + Math.round(SLACK * rows * row(length, checkpointing));
  }

  /**
   * Returns the most rows that can be computed at once.
   *
   * @param bytes free memory
   * @param most rows of a batch, at least 1
   * @return 0 if not even one row fits
   */
  public int rows(long bytes, int most, int length, boolean checkpointing) {
    if (training(most, length, checkpointing, false) <= bytes) {
      return most;
    }
    double left = bytes - fixed(true);
    return (int) Math.max(0, Math.min(most, left / (SLACK * row(length, checkpointing))));
  }

  /** Bytes of one row of the given length. */
  private double row(int length, boolean checkpointing) {
    double layer = kept(length) + flags(length);
    double working = working(length);
    double layers =
        checkpointing ? shape.layers() * width() * shape.hidden() + layer : shape.layers() * layer;
    double embeddings = (3.0 * WIDE + 1) * shape.hidden();
    return length * (layers + working + embeddings) + head(length);
  }

  /** Bytes of a value inside a layer. */
  private double width() {
    return precision == Precision.BF16 ? 2 : WIDE;
  }

  /** Bytes a token that a layer keeps: inputs of products, of norms and of the activation. */
  private double kept(int length) {
    return width() * (8.0 * shape.hidden() + 2.0 * shape.intermediate() + 2 * scores(length));
  }

  /** Bytes a token of dropout flags in a layer. */
  private double flags(int length) {
    return dropout ? 2.0 * shape.hidden() + scores(length) : 0;
  }

  /** Bytes a token of what backward of one layer makes besides. */
  private double working(int length) {
    return width() * (4.0 * shape.hidden() + 2.0 * shape.intermediate() + 2 * scores(length));
  }

  /** Attention probabilities a token; the fused attention keeps none. */
  private double scores(int length) {
    return dropout || penalties ? (double) shape.heads() * length : 0;
  }

  private double head(int length) {
    return switch (task) {
      case SEQUENCE_CLASSIFICATION -> 0;
      case TOKEN_CLASSIFICATION -> 4.0 * WIDE * length * classes;
      case MASKED_LANGUAGE_MODEL ->
          4.0 * WIDE * Math.ceil(HIDDEN_SHARE * length) * shape.vocabulary();
    };
  }
}
