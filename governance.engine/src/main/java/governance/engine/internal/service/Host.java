package governance.engine.internal.service;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.engine.internal.script.ScriptModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The loaded library with its script module and one manager for each device. */
final class Host implements AutoCloseable {
  private final Engine engine;
  private final Map<String, NDManager> managers = new HashMap<>();
  private final ScriptModule script;

  Host() {
    engine = NativeLibrary.start();
    script = ScriptModule.load(manager("cpu"));
  }

  Engine engine() {
    return engine;
  }

  ScriptModule script() {
    return script;
  }

  /** Returns the manager that owns what lives on a device for longer than a call. */
  synchronized NDManager manager(String device) {
    return managers.computeIfAbsent(device, d -> NDManager.newBaseManager(of(d), "PyTorch"));
  }

  private static Device of(String device) {
    return device.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(device.substring(4)));
  }

  /**
   * Returns the devices that can be used, {@code cpu} first. Parameters and dropout flags are
   * written through their memory addresses, which only the processor's memory has, so a graphics
   * card is not offered even where the native library could use one.
   */
  List<String> devices() {
    return List.of("cpu");
  }

  String device(String wanted) {
    List<String> devices = devices();
    String best = devices.size() > 1 ? devices.get(1) : "cpu";
    String found =
        switch (wanted) {
          case "auto" -> best;
          case "gpu" -> devices.size() > 1 ? best : null;
          default -> devices.contains(wanted) ? wanted : null;
        };
    if (found == null) {
      throw GovernanceException.spec(
          "train.device",
          "got " + wanted + ", and this machine has " + String.join(", ", devices),
          "auto, " + String.join(", ", devices),
          wanted.startsWith("gpu")
              ? "Use cpu or auto: this engine computes on the processor"
              : "Use auto");
    }
    return found;
  }

  @Override
  public void close() {
    script.close();
    managers.values().forEach(NDManager::close);
  }
}
