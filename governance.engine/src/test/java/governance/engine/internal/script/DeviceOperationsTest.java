package governance.engine.internal.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the text does in another way on a card, against the way of the processor. */
class DeviceOperationsTest {
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  @Test
  void sortedSumsOfRowsAreThoseInTheirOrder() {
    NDArray ids = root.create(new long[] {3, 1, 3, 0, 3, 1}, new Shape(2, 3));
    NDArray g = root.randomNormal(new Shape(2, 3, 5));
    for (double factor : new double[] {1, 0.25}) {
      for (long padding : new long[] {-1, 1}) {
        float[] expected = scatter("scatter", ids, g, padding, factor);
        assertArrayEquals(expected, scatter("scatter_sorted", ids, g, padding, factor), 1e-6f);
      }
    }
  }

  private float[] scatter(String method, NDArray ids, NDArray g, long padding, double factor) {
    NDArray table = root.ones(new Shape(4, 5));
    return script
        .call(method)
        .with(table)
        .with(ids)
        .with(g)
        .with(padding)
        .with(factor)
        .one(root)
        .toFloatArray();
  }

  @Test
  void aNormOfFloat32IsTheSameInOneKernelAndInThree() {
    NDArray x = root.randomNormal(new Shape(7, 16));
    NDArray w = root.randomNormal(new Shape(16));
    NDArray b = root.randomNormal(new Shape(16));
    NDArray wide = script.call("norm_wide").with(x).with(w).with(b).with(1e-12).one(root);
    float[] values = x.toFloatArray();
    float[] expected = new float[values.length];
    for (int row = 0; row < 7; row++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < 16; i++) {
        mean += values[row * 16 + i] / 16.0;
        square += values[row * 16 + i] * (double) values[row * 16 + i] / 16.0;
      }
      double deviation = Math.sqrt(square - mean * mean + 1e-12);
      for (int i = 0; i < 16; i++) {
        double hat = (values[row * 16 + i] - mean) / deviation;
        expected[row * 16 + i] = (float) (hat * w.getFloat(i) + b.getFloat(i));
      }
    }
    assertArrayEquals(expected, wide.toType(DataType.FLOAT32, false).toFloatArray(), 1e-5f);
  }
}
