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

  /** The shape of a case such as {@code tiny-f32}. */
  static Shape of(String name) {
    Shape shape = NAMED.get(name.replaceAll("-.*", ""));
    if (shape == null || !name.matches("[a-z]+-(f32|bf16)")) {
      String allowed = "tiny, mini or base, then -f32 or -bf16";
      throw new IllegalArgumentException("case " + name + "; allowed: " + allowed);
    }
    return shape;
  }

  /** The precision of a case. */
  static Precision precision(String name) {
    return name.endsWith("bf16") ? Precision.BF16 : Precision.F32;
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
