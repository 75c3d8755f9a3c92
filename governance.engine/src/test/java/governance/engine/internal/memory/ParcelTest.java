package governance.engine.internal.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import governance.engine.internal.script.ScriptModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arrays that are sent to a device, together and one by one. */
class ParcelTest {
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  @Test
  void allArrivesInItsShapeAndStaysWhenTheMemoryIsUsedAgain() {
    Packer packer = new Packer();
    packer.longs("ids", new long[] {1, 2, 3, 4, 5, 1L << 40}, 2, 3);
    packer.floats("none", new float[0], 0);
    packer.longs("places", new long[] {7}, 1);
    packer.floats("mask", new float[] {1, 0.5f}, 2);
    packer.floats("one", new float[] {-3});
    Delivery sent;
    try (Parcel parcel = packer.pack(script, root)) {
      sent = parcel.send(root);
    }
    // the memory that was given back is taken and filled again
    Packer other = new Packer();
    other.longs("ids", new long[] {-1, -1, -1, -1, -1, -1, -1}, 7);
    other.floats("mask", new float[] {-1, -1, -1}, 3);
    other.pack(script, root).close();
    assertArrayEquals(new long[] {1, 2, 3, 4, 5, 1L << 40}, sent.get("ids").toLongArray());
    assertEquals(new Shape(2, 3), sent.get("ids").getShape());
    assertArrayEquals(new long[] {7}, sent.get("places").toLongArray());
    assertArrayEquals(new float[] {1, 0.5f}, sent.get("mask").toFloatArray());
    assertEquals(-3, sent.get("one").getFloat());
    assertEquals(new Shape(0), sent.get("none").getShape());
    assertNull(sent.get("absent"));
  }

  @Test
  void singleArraysAreTheSameOnBothPaths() throws Exception {
    for (boolean device : new boolean[] {false, true}) {
      Forced.path(
          device,
          () -> {
            float[] floats = {1, 2, 3, 4};
            NDArray f = Upload.floats(script, root, floats, 2, 2);
            assertArrayEquals(floats, f.toFloatArray());
            assertEquals(new Shape(2, 2), f.getShape());
            double[] doubles = {0.1, 0.2};
            assertArrayEquals(doubles, Upload.doubles(script, root, doubles, 2).toDoubleArray());
            long[] longs = {-1, 1L << 50};
            assertArrayEquals(longs, Upload.longs(script, root, longs, 2).toLongArray());
            assertEquals(new Shape(0), Upload.floats(script, root, new float[0], 0).getShape());
            return null;
          });
    }
  }
}
