package governance.engine.internal.nn;

import java.util.List;

/**
 * One trained tensor. A leaf may hold several Hugging Face parameters, one after the other along
 * its first axis, all of the same shape.
 *
 * @param name name of the leaf; the Hugging Face name where it holds one parameter
 * @param kind what it is
 * @param rows size of the first axis of each part
 * @param columns size of the second axis, or 0 for a vector
 * @param parts Hugging Face names of the parts
 */
public record Leaf(String name, Kind kind, int rows, int columns, List<String> parts) {
  /** What a leaf is: decides its initial values and whether it decays. */
  public enum Kind {
    /** An embedding table. */
    EMBEDDING,
    /** The matrix of a linear layer. */
    WEIGHT,
    /** A bias of a linear layer or a layer norm. */
    BIAS,
    /** The gain of a layer norm. */
    GAIN,
    /** The matrix of a low-rank update that reads the input. */
    LORA_A,
    /** The matrix of a low-rank update that gives the output. */
    LORA_B
  }

  /** Whether weight decay applies: not to biases and layer norms. */
  public boolean decays() {
    return kind != Kind.BIAS && kind != Kind.GAIN;
  }

  /** Whether it belongs to a low-rank update and not to the model itself. */
  public boolean adapter() {
    return kind == Kind.LORA_A || kind == Kind.LORA_B;
  }

  /** Number of values of one part. */
  public int partSize() {
    return rows * Math.max(columns, 1);
  }

  /** Shape of the whole leaf. */
  public long[] shape() {
    long n = (long) rows * parts.size();
    return columns == 0 ? new long[] {n} : new long[] {n, columns};
  }

  /** Shape of one part, as Hugging Face stores it. */
  public long[] partShape() {
    return columns == 0 ? new long[] {rows} : new long[] {rows, columns};
  }
}
