package governance.engine.internal.service;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.engine.DeviceInfo;
import governance.engine.EngineCheck;
import governance.engine.RandomNumbers;
import governance.engine.internal.device.CardMemory;
import governance.engine.internal.device.LibtorchSettings;
import governance.engine.internal.device.NoiseKernel;
import governance.engine.internal.memory.Access;
import governance.engine.internal.memory.DeviceMemory;
import governance.engine.internal.nn.Dropout;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.FreeMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The loaded library with its script module and one manager for each device. */
final class Host implements AutoCloseable {
  private static final DeviceMemory HOST = () -> new FreeMemory().host();

  private final NativeLibrary library;
  private final Map<String, NDManager> managers = new HashMap<>();
  private final Map<String, List<EngineCheck>> checks = new HashMap<>();
  private final ScriptModule script;

  Host(LibtorchSettings settings) {
    library = NativeLibrary.start(settings);
    script = ScriptModule.load(manager("cpu"));
  }

  Engine engine() {
    return library.engine();
  }

  NativeLibrary library() {
    return library;
  }

  ScriptModule script() {
    return script;
  }

  /** Returns the manager that owns what lives on a device for longer than a call. */
  synchronized NDManager manager(String device) {
    return managers.computeIfAbsent(device, d -> NDManager.newBaseManager(of(d), "PyTorch"));
  }

  private static Device of(String device) {
    return device.equals("cpu") ? Device.cpu() : Device.gpu(card(device));
  }

  /** Returns the devices that can be used, {@code cpu} first: cards that pass the self-check. */
  List<String> devices() {
    return Stream.concat(Stream.of("cpu"), gpus().filter(card -> problem(card).isEmpty())).toList();
  }

  private Stream<String> gpus() {
    return IntStream.range(0, library.devices().count()).mapToObj(card -> "gpu:" + card);
  }

  private String problem(String device) {
    return selfCheck(device).stream()
        .filter(check -> !check.passed() && !check.noise())
        .map(check -> "fails its self-check: " + check.name() + ": " + check.detail())
        .findFirst()
        .orElse("");
  }

  /** Returns what a device's self-check said; it is done once, when somebody first asks. */
  synchronized List<EngineCheck> selfCheck(String device) {
    return checks.computeIfAbsent(device, d -> new SelfCheck(this, d).all());
  }

  /** Returns the checks of all devices anew, those of cards that cannot be used included. */
  List<EngineCheck> selfCheck() {
    return Stream.concat(Stream.of("cpu"), gpus())
        .flatMap(device -> new SelfCheck(this, device).all().stream())
        .toList();
  }

  /** Returns the graphics cards, those that cannot be used with the reason. */
  List<DeviceInfo> cards() {
    return gpus().map(id -> library.devices().info(card(id), problem(id))).toList();
  }

  /** Returns the memory of a device. */
  DeviceMemory memory(Device device) {
    return device.isGpu() ? new CardMemory(library.devices(), device.getDeviceId()) : HOST;
  }

  /** Returns the memory of {@code cpu} or {@code gpu:N}. */
  DeviceMemory memory(String device) {
    return memory(of(device));
  }

  /** Returns the most bytes that tensors took on a device since this was last begun anew. */
  OptionalLong peak(String device) {
    return device.equals("cpu") ? OptionalLong.empty() : library.devices().peak(card(device));
  }

  /** Begins to count them anew. */
  void resetPeak(String device) {
    if (!device.equals("cpu")) {
      library.devices().resetPeak(card(device));
    }
  }

  /** Returns how random numbers are drawn on a device. */
  RandomNumbers randomNumbers(String device) {
    String dropout = Dropout.form(Access.of(manager(device)));
    String noise =
        device.equals("cpu")
            ? ""
            : NoiseKernel.obstacle(of(device))
                .map(reason -> RandomNumbers.OPERATIONS + ": " + reason)
                .orElse(RandomNumbers.KERNEL);
    return new RandomNumbers(dropout, noise);
  }

  private static int card(String device) {
    return Integer.parseInt(device.substring(4));
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
          "got " + wanted + ", and this machine has " + String.join(", ", devices) + why(wanted),
          "auto, " + String.join(", ", devices),
          wanted.startsWith("gpu")
              ? "Use cpu or auto; docs/gpu.md says how a graphics card is used"
              : "Use auto");
    }
    return found;
  }

  private String why(String wanted) {
    if (!wanted.startsWith("gpu")) {
      return "";
    }
    return library
        .devices()
        .obstacle()
        .or(() -> gpus().filter(wanted::equals).map(this::problem).findFirst())
        .filter(reason -> !reason.isEmpty())
        .map(reason -> " (" + reason + ")")
        .orElse("");
  }

  @Override
  public void close() {
    script.close();
    managers.values().forEach(NDManager::close);
  }
}
