package governance.engine.internal;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import governance.engine.Engine;
import java.util.ServiceLoader;

/**
 * The device that the tests of the engine compute on: the processor, or what the property {@code
 * governance.test.device} names, such as {@code gpu:0}.
 */
public final class TestDevice {
  public static final String NAME = System.getProperty("governance.test.device", "cpu");

  static {
    // The native library that the machine's settings ask for, which DJL alone knows nothing of.
    ServiceLoader.load(Engine.class).findFirst().orElseThrow().info();
  }

  private TestDevice() {}

  /** Returns a manager of that device. */
  public static NDManager root() {
    return NDManager.newBaseManager(device(), "PyTorch");
  }

  private static Device device() {
    return NAME.equals("cpu")
        ? Device.cpu()
        : Device.gpu(Integer.parseInt(NAME.substring("gpu:".length())));
  }
}
