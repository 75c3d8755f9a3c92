package governance.engine.internal.service;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
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

  /** Returns the devices that can be used, {@code cpu} first. */
  List<String> devices() {
    List<String> devices = new ArrayList<>(List.of("cpu"));
    if (engine.hasCapability(StandardCapabilities.CUDA)) {
      for (int i = 0; i < engine.getGpuCount(); i++) {
        devices.add("gpu:" + i);
      }
    }
    return devices;
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
              ? "Use cpu or auto, or install the engine's native bundle for this graphics card"
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
