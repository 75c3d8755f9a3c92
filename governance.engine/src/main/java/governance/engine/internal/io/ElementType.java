package governance.engine.internal.io;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Element types of safetensors files, under the names of the format. */
public enum ElementType {
  /** float32. */
  F32(4, true),
  /** IEEE half precision. */
  F16(2, true),
  /** bfloat16: the upper half of a float32. */
  BF16(2, true),
  /** float64. */
  F64(8, true),
  /** Signed 64-bit integer. */
  I64(8, false),
  /** Signed 32-bit integer. */
  I32(4, false),
  /** Signed 16-bit integer. */
  I16(2, false),
  /** Signed 8-bit integer. */
  I8(1, false),
  /** Unsigned 8-bit integer. */
  U8(1, false),
  /** One byte, 0 or 1. */
  BOOL(1, false);

  private final int bytes;
  private final boolean real;

  ElementType(int bytes, boolean real) {
    this.bytes = bytes;
    this.real = real;
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether it is a floating-point type. */
  public boolean real() {
    return real;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
  }

  static String allowed() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
