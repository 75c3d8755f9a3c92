package governance.engine.internal.service;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.model.Tensor;
import governance.engine.EngineCheck;
import governance.engine.internal.device.NoiseKernel;
import governance.engine.internal.noise.KnownNoise;
import governance.engine.internal.script.ScriptText;
import governance.engine.internal.tensor.TensorSpace;
import governance.engine.internal.train.GradMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Checks of the native library against known numbers. They find a library of another version, whose
 * calls link but read the wrong memory, and gradients that depend on the garbage collector.
 */
final class SelfCheck {
  private static final int GRADIENTS = 50;

  private final Host host;
  private final String device;

  /** Checks what the library computes on a device. */
  SelfCheck(Host host, String device) {
    this.host = host;
    this.device = device;
  }

  List<EngineCheck> all() {
    List<EngineCheck> checks = new ArrayList<>();
    checks.add(check("create and read", "[1.0, 2.0, 4.0]", this::create));
    checks.add(check("matrix product", "[58.0, 64.0, 139.0, 154.0]", this::product));
    checks.add(check("backward", "[6.0, 24.0]", this::backward));
    checks.add(check("gradients under garbage collection", "0 of 50 wrong", this::collected));
    checks.add(check("script module", ScriptText.digest(), space -> host.script().digest()));
    checks.add(check(EngineCheck.NOISE, KnownNoise.EXPECTED, this::noise));
    if (NoiseKernel.obstacle(host.manager(device).getDevice()).isEmpty()) {
      checks.add(
          check(
              EngineCheck.NOISE + " kernel",
              KnownNoise.EXPECTED,
              space -> KnownNoise.kernel(space.manager())));
    }
    return checks;
  }

  private EngineCheck check(String name, String expected, Function<TensorSpace, String> probe) {
    long start = System.nanoTime();
    String got;
    try (TensorSpace space = new TensorSpace(host.script(), host.manager(device))) {
      got = GradMode.on(() -> probe.apply(space));
    } catch (RuntimeException | LinkageError e) {
      got = e.toString();
    }
    boolean passed = expected.equals(got);
    String detail = passed ? got : "got " + got + ", expected " + expected;
    String called = device.equals("cpu") ? name : device + " " + name;
    return new EngineCheck(called, passed, detail, (System.nanoTime() - start) / 1_000_000);
  }

  private String noise(TensorSpace space) {
    return KnownNoise.script(host.script(), space.manager());
  }

  private String create(TensorSpace space) {
    NDArray full = space.manager().full(new Shape(1), 4f, DataType.FLOAT32);
    Tensor made = space.constant(new float[] {1, 2}, 2).concat(0, space.wrap(full));
    return Arrays.toString(made.toArray());
  }

  private String product(TensorSpace space) {
    Tensor a = space.constant(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor b = space.constant(new float[] {7, 8, 9, 10, 11, 12}, 3, 2);
    return Arrays.toString(a.matmul(b).toArray());
  }

  /** The second derivative of x³, times x: 6 x² at 1 and 2. */
  private String backward(TensorSpace space) {
    Tensor x = space.variable64(new double[] {1, 2}, 2);
    Tensor slope = x.pow(3).gradient(x);
    Tensor second = slope.gradient(x);
    return Arrays.toString(second.mul(x).toArray());
  }

  /** One collection between all forward and all backward passes: as telling as one for each. */
  private String collected(TensorSpace space) {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < GRADIENTS; i++) {
      Tensor x = space.variable64(new double[] {2, -4}, 2);
      inputs.add(x);
      outputs.add(x.mul(0.75).mul(x.constant(new double[] {1, 3}, 2)).sum());
    }
    System.gc();
    overwrite();
    int wrong = 0;
    for (int i = 0; i < GRADIENTS; i++) {
      double[] slope = outputs.get(i).gradient(inputs.get(i)).toArray();
      wrong += Arrays.equals(new double[] {0.75, 2.25}, slope) ? 0 : 1;
    }
    return wrong + " of " + GRADIENTS + " wrong";
  }

  /** Takes and fills the small pieces of native memory that the collection may have freed. */
  private static void overwrite() {
    for (int i = 0; i < 1000; i++) {
      ByteBuffer.allocateDirect(16).putDouble(Double.MAX_VALUE).putDouble(Double.MAX_VALUE);
    }
  }
}
