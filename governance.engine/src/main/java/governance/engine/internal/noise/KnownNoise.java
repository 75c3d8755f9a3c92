package governance.engine.internal.noise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.script.ScriptModule;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Noise of a known key, which is the same to the last bit on all machines: a device that draws
 * other noise must not make anything private.
 */
public final class KnownNoise {
  /** CRC-32 of the bits of all values, as a program of the tests computes them. */
  public static final String EXPECTED = "1da5ede0";

  /** Sizes of the sums: more than a group of the kernel's threads, and a cut block. */
  static final int[] SIZES = {1000, 35};

  static final float VALUE = 0.1234567f;
  static final double DEVIATION = 0.3;
  static final double FACTOR = 0.5;

  private KnownNoise() {}

  /** Returns the check sum of what the script's operations draw. */
  public static String script(ScriptModule script, NDManager manager) {
    return sum(new ScriptNoise(script), manager);
  }

  /** Returns the check sum of what the kernel draws, where it can be used. */
  public static String kernel(NDManager manager) {
    return sum(new KernelNoise(), manager);
  }

  /** The bytes 0, 1, 2, and so on. */
  static byte[] key() {
    byte[] key = new byte[DeviceNoise.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return key;
  }

  private static String sum(NoiseForm form, NDManager manager) {
    CRC32 crc = new CRC32();
    try (NDArray one = manager.full(new Shape(SIZES[0]), VALUE, DataType.FLOAT32);
        NDArray other = manager.full(new Shape(SIZES[1]), VALUE, DataType.FLOAT32)) {
      double grid = RowNoise.grid(DEVIATION);
      new DeviceNoise(form, key(), DEVIATION, grid, FACTOR).add(List.of(one, other));
      update(crc, Readback.floats(one));
      update(crc, Readback.floats(other));
    }
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  static void update(CRC32 crc, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    crc.update(bytes.array());
  }
}
