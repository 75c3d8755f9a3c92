package governance.engine.internal.service;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.LibUtils;
import com.google.gson.Gson;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.internal.ContextLoader;
import governance.engine.internal.device.BundledCuda;
import governance.engine.internal.device.CodeSources;
import governance.engine.internal.device.DeviceFunctions;
import governance.engine.internal.device.Devices;
import governance.engine.internal.device.ExternalLibrary;
import governance.engine.internal.device.LibraryProbe;
import governance.engine.internal.device.LibtorchSettings;
import governance.engine.internal.memory.Readback;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.LoggerFactory;

/**
 * The loaded tensor library. It looks for its parts through the thread's context class loader and
 * keeps what it finds for ever, so the loader is set around that moment. Downloads and usage
 * reports are off. A library of this machine is tried in another process before it is loaded.
 */
final class NativeLibrary {
  private static final ClassLoader LOADER = NativeLibrary.class.getClassLoader();

  private static NativeLibrary loaded;
  private static GovernanceException failure;

  private final Engine engine;
  private final Optional<ExternalLibrary> files;
  private final boolean external;
  private final DeviceFunctions functions;
  private final Devices devices;

  private NativeLibrary(Optional<ExternalLibrary> files, boolean external) {
    this.files = files;
    this.external = external;
    this.engine = Engine.getEngine("PyTorch");
    this.functions = DeviceFunctions.load(files, engine.getVersion());
    this.devices =
        new Devices(flavor().startsWith("cu"), functions.loaded(), NativeLibrary::answers);
  }

  /**
   * Returns the library, loading it when that has not happened yet.
   *
   * @param settings which one; counts for the first call only
   * @throws GovernanceException if it cannot be loaded or fails its self-check in another process
   */
  static synchronized NativeLibrary start(LibtorchSettings settings) {
    if (failure != null) {
      throw failure; // what half loaded cannot be loaded again
    }
    if (loaded == null) {
      settings();
      Path cache = cache();
      Optional<ExternalLibrary> external = ExternalLibrary.of(settings, cache);
      if (external.isEmpty() && LOADER.getResource(BundledCuda.DESCRIPTION) == null) {
        throw missing();
      }
      Optional<ExternalLibrary> files = external.or(() -> BundledCuda.unpacked(LOADER, cache));
      files.ifPresent(library -> prepare(library, cache));
      try {
        loaded = ContextLoader.with(() -> new NativeLibrary(files, external.isPresent()));
      } catch (RuntimeException | LinkageError e) {
        failure = failed(e, files);
        throw failure;
      }
    }
    return loaded;
  }

  private static GovernanceException missing() {
    return new GovernanceException(
        new Problem(
            Remedy.FIX_CONFIGURATION,
            "engine",
            "has no native library: no bundle carries one, and governance.engine.libtorch.path is"
                + " not set",
            "",
            "Set it to a folder with libtorch.so, or install governance.engine.cpu or"
                + " governance.engine.cuda (docs/gpu.md)"));
  }

  private static void prepare(ExternalLibrary library, Path cache) {
    library.apply(cache, System::getenv);
    if (!LibraryProbe.inside()) {
      LibraryProbe.Needed needed =
          folder ->
              CodeSources.classPath(
                  folder,
                  NativeLibrary.class,
                  Engine.class, // of the same bundle; outside a framework of other files
                  LibUtils.class,
                  Problem.class,
                  LoggerFactory.class,
                  Gson.class,
                  Bundle.class); // a container's logging has it in its signatures
      new LibraryProbe(library, cache, LibraryTrial.class.getName(), needed).check();
    }
  }

  Engine engine() {
    return engine;
  }

  /** Returns the files that are used other than as the binding itself unpacks them. */
  Optional<ExternalLibrary> files() {
    return files;
  }

  /** Whether the library is one of this machine. */
  boolean external() {
    return external;
  }

  /** Returns what the library was built for; the binding unpacks those for processors only. */
  String flavor() {
    return files.map(ExternalLibrary::flavor).orElse("cpu");
  }

  DeviceFunctions functions() {
    return functions;
  }

  Devices devices() {
    return devices;
  }

  private static boolean answers(int card) {
    try (NDManager manager = NDManager.newBaseManager(Device.gpu(card), "PyTorch")) {
      return Readback.floats(manager.full(new Shape(1), 1f, DataType.FLOAT32))[0] == 1f;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Turns downloads and reports off and names the folder for unpacked native files. */
  static void settings() {
    preset("ai.djl.offline", "true");
    preset("OPT_OUT_TRACKING", "true");
    Path home = Path.of(System.getProperty("user.home"), ".cache", "governance", "djl");
    preset("DJL_CACHE_DIR", home.toString());
    preset("ENGINE_CACHE_DIR", System.getProperty("DJL_CACHE_DIR", home.toString()));
  }

  /** The folder that the binding unpacks to; the environment goes first, as it does there. */
  private static Path cache() {
    String environment = System.getenv("ENGINE_CACHE_DIR");
    return Path.of(environment != null ? environment : System.getProperty("ENGINE_CACHE_DIR"));
  }

  /** A value given by the environment or the command line wins. */
  private static void preset(String key, String value) {
    if (System.getenv(key) == null && System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  private static GovernanceException failed(Throwable cause, Optional<ExternalLibrary> files) {
    boolean twice = words(cause).contains("already loaded in another");
    String advice =
        twice
            ? "The engine was updated while running: restart the program"
            : files.isPresent()
                ? "Build its binding against this libtorch (docs/gpu.md), or unset"
                    + " governance.engine.libtorch.path"
                : "Check that one native bundle for this machine is installed, or set"
                    + " governance.engine.libtorch.path, and that the cache folder can be written"
                    + " (docs/gpu.md)";
    return new GovernanceException(
        new Problem(
            Remedy.FIX_MACHINE,
            "engine",
            "the native library did not load: " + words(cause),
            "",
            advice),
        cause);
  }

  /** The binding wraps what the loader said, which is what tells. */
  private static String words(Throwable cause) {
    Throwable last = cause;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return cause == last || last.getMessage() == null
        ? String.valueOf(cause.getMessage())
        : cause.getMessage() + ": " + last.getMessage();
  }
}
