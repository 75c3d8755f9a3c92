package governance.engine.internal.service;

import governance.api.GovernanceException;
import governance.engine.EngineCheck;
import governance.engine.internal.SuppressForbidden;
import governance.engine.internal.device.LibtorchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The main class of the process in which a library is tried: loads it, checks it against known
 * numbers and writes what is wrong, one check a line.
 */
final class LibraryTrial {
  private LibraryTrial() {}

  /** Takes the file to write to. */
  @SuppressForbidden("ends a process that was started for the trial alone")
  public static void main(String[] arguments) throws IOException {
    Files.write(Path.of(arguments[0]), wrong());
    Runtime.getRuntime().halt(0); // what native code does at the end of a process is not asked for
  }

  private static List<String> wrong() {
    LibtorchSettings settings = LibtorchSettings.of(System::getProperty, System::getenv, Map.of());
    List<String> wrong = new ArrayList<>();
    try (Host host = new Host(settings)) {
      // cards are tried too, as they may end this process; one that only fails is not offered later
      for (EngineCheck check : host.selfCheck()) {
        if (!check.passed() && !check.noise() && !check.name().startsWith("gpu:")) {
          wrong.add("check " + check.name() + ": " + check.detail().lines().findFirst().orElse(""));
        }
      }
    } catch (GovernanceException e) {
      wrong.add(e.problems().get(0).got());
    }
    return wrong;
  }
}
