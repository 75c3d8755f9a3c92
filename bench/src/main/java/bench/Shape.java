package bench;

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
    if (shape == null || !name.matches("\\w+-(f32|bf16)")) {
      String allowed = "tiny, mini or base, then -f32 or -bf16";
      throw new IllegalArgumentException("error: case " + name + "; allowed: " + allowed);
    }
    return shape;
  }
}
