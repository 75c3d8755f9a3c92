package governance.engine.internal.io;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Conversion of stored elements to float32. */
final class Conversion {
  private Conversion() {}

  static void toFloat(ByteBuffer from, ElementType type, FloatBuffer to) {
    if (type == ElementType.F32) {
      to.put(from.asFloatBuffer());
      return;
    }
    float[] block = new float[1 << 14];
    while (from.hasRemaining()) {
      int n = Math.min(block.length, from.remaining() / type.bytes());
      for (int i = 0; i < n; i++) {
        block[i] = next(from, type);
      }
      to.put(block, 0, n);
    }
  }

  private static float next(ByteBuffer from, ElementType type) {
    return switch (type) {
      case F32 -> from.getFloat();
      case F16 -> half(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      case F64 -> (float) from.getDouble();
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      case I16 -> from.getShort();
      case I8 -> from.get();
      case U8, BOOL -> from.get() & 0xff;
    };
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent (bias 15) and 10 fraction bits; exact in float32. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float value = fraction * 0x1p-24f;
      return sign == 0 ? value : -value;
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | (wide << 23) | (fraction << 13));
  }
}
