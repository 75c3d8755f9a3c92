package governance.engine.internal.service;

import ai.djl.engine.Engine;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.internal.ContextLoader;
import java.nio.file.Path;

/**
 * The first touch of the tensor library. It looks for its parts through the thread's context class
 * loader and keeps what it finds for ever, so the loader is set around that moment. Downloads and
 * usage reports are off.
 */
final class NativeLibrary {
  private static Engine engine;

  private NativeLibrary() {}

  /** Returns the library, loading it when that has not happened yet. */
  static synchronized Engine start() {
    if (engine == null) {
      settings();
      try {
        engine = ContextLoader.with(NativeLibrary::load);
      } catch (RuntimeException | LinkageError e) {
        throw failed(e);
      }
    }
    return engine;
  }

  private static Engine load() {
    Engine loaded = Engine.getEngine("PyTorch");
    loaded.getVersion();
    return loaded;
  }

  /** Turns downloads and reports off and names the folder for unpacked native files. */
  static void settings() {
    preset("ai.djl.offline", "true");
    preset("OPT_OUT_TRACKING", "true");
    Path home = Path.of(System.getProperty("user.home"), ".cache", "governance", "djl");
    preset("DJL_CACHE_DIR", home.toString());
    preset("ENGINE_CACHE_DIR", System.getProperty("DJL_CACHE_DIR", home.toString()));
  }

  /** A value given by the environment or the command line wins. */
  private static void preset(String key, String value) {
    if (System.getenv(key) == null && System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  private static GovernanceException failed(Throwable cause) {
    boolean twice = String.valueOf(cause.getMessage()).contains("already loaded in another");
    return new GovernanceException(
        new Problem(
            Remedy.FIX_MACHINE,
            "engine",
            "the native library did not load: " + cause.getMessage(),
            "",
            twice
                ? "The engine was updated while running: restart the program"
                : "Check that one native bundle for this machine is installed and that the cache"
                    + " folder can be written"),
        cause);
  }
}
