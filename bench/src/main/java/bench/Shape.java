package bench;

import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import java.util.Map;

/** The shape of an encoder, by the usual names. */
record Shape(int layers, int hidden, int heads) {
  private static final Map<String, Shape> NAMED =
      Map.of(
          "tiny", new Shape(2, 128, 2),
          "mini", new Shape(4, 256, 4),
          "base", new Shape(12, 768, 12));

  /** The shape of a case such as {@code tiny-f32} or {@code base-bf16-x64}. */
  static Shape of(String name) {
    Shape shape = NAMED.get(name.replaceAll("-.*", ""));
    if (shape == null || !name.matches("[a-z]+-(f32|tf32|bf16)(-x[1-9]\\d{0,3})?")) {
      String allowed = "tiny, mini or base, then -f32, -tf32 or -bf16, then perhaps -xROWS";
      throw new IllegalArgumentException("case " + name + "; allowed: " + allowed);
    }
    return shape;
  }

  /** The precision of a case. */
  static Precision precision(String name) {
    return name.contains("-bf16") ? Precision.BF16 : Precision.F32;
  }

  /** Whether products of a case are computed in TF32. */
  static boolean tf32(String name) {
    return name.contains("-tf32");
  }

  /** The rows in a batch of a case: 16 where it does not say. */
  static int rows(String name) {
    return name.contains("-x") ? Integer.parseInt(name.replaceAll(".*-x", "")) : 16;
  }

  /**
   * Floating-point operations of a training step, forward and twice that for backward: of the
   * matrix products of all layers with {@code 24 h²} operations a token, and of attention with
   * {@code 4 h} a pair of tokens. Embeddings, head and what is not a product do not count.
   */
  double operations(int rows, int length) {
    double token = 24.0 * hidden * hidden + 4.0 * hidden * length;
    return 3.0 * layers * token * rows * length;
  }

  /** Chooses by the cost of a step: tens of milliseconds, hundreds, or thousands. */
  int choose(int tiny, int mini, int base) {
    return hidden > 500 ? base : hidden > 200 ? mini : tiny;
  }

  /** The architecture with the vocabulary and positions of the published models. */
  Architecture architecture() {
    return new Architecture(30522, layers, hidden, heads, 4 * hidden, 512);
  }
}
