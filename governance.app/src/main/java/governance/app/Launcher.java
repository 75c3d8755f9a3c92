package governance.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleException;

/** One start: choose the bundles, start them, run the command, stop. */
final class Launcher {

  /** Names the folder of the policy, if there is one, and of its log. */
  private static final String ACCESS = "governance.access";

  /** Names the native library of the engine. */
  private static final String NATIVE = "governance.native";

  private static final long COMMAND_TIMEOUT_MS = 10_000;

  private final Home home;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final Timing timing;

  Launcher(
      Home home, Map<String, String> environment, PrintStream out, PrintStream err, Timing timing) {
    this.home = home;
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.timing = timing;
  }

  /** Runs the command and returns its exit code. Problems of the start are printed, not thrown. */
  int run(String... args) {
    try {
      Path cache = CacheFolder.choose(home, environment, System.getProperty("user.home"));
      try (FrameworkStorage storage = FrameworkStorage.create(cache.resolve("framework"))) {
        return start(settings(cache, storage), args);
      }
    } catch (LaunchException e) {
      err.println("error: " + e.getMessage());
      return e.exitCode();
    } catch (IOException | BundleException e) {
      err.println("error: the framework could not be started: " + e);
      return LaunchException.INTERNAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LaunchException.INTERNAL;
    }
  }

  /** What may be done in a shell is for the runtime to say, where somebody has set up who may. */
  private static boolean guarded(Settings settings) {
    String folder = settings.values().get(ACCESS);
    return folder != null && Files.exists(Path.of(folder));
  }

  private Settings settings(Path cache, FrameworkStorage storage)
      throws IOException, LaunchException {
    Map<String, String> variables =
        Map.of(
            "governance.home", home.root().toString(),
            "governance.home.uri", home.root().toUri().toString(),
            "governance.cache", cache.toString(),
            "governance.storage", storage.folder().toString());
    ConfigurationFiles configurations = ConfigurationFiles.read(home.conf());
    return Settings.read(home.conf().resolve("framework.properties"), variables)
        .with("configurator.initial", configurations.urls())
        .with("governance.configured", String.join(",", configurations.pids()));
  }

  /** The native library of the engine that the installation asks for; empty for the usual one. */
  private String flavor(Settings settings) {
    String usual = settings.values().getOrDefault(NATIVE, "");
    return environment.getOrDefault("GOVERNANCE_NATIVE", System.getProperty(NATIVE, usual)).strip();
  }

  private int start(Settings settings, String... args)
      throws IOException, LaunchException, BundleException, InterruptedException {
    String set = new DomainChoice(home.domains()).of(args);
    List<Path> jars =
        BundleSet.read(home.bundleSet(set)).withNative(flavor(settings)).locate(home.bundles());
    settings.toSystemProperties();
    boolean shell = args.length == 1 && args[0].equals("shell");
    Container container = Container.create(settings, out, err);
    Shutdown shutdown = new Shutdown(container, err);
    try {
      container.start(jars);
      timing.mark("bundles of '" + set + "' started");
      CommandService commands = new CommandService(container, err, COMMAND_TIMEOUT_MS);
      if (shell && guarded(settings)) {
        int refused = commands.run("shell", "--allowed");
        return refused == 0 ? container.shell() : refused;
      } else if (shell) {
        return container.shell();
      }
      int code = commands.run(args);
      timing.mark("command ended");
      return code;
    } finally {
      shutdown.close();
    }
  }
}
