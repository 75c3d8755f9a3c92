package governance.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Entry point of {@code bin/governance}: the only class that touches the process itself. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    String home = System.getProperty("governance.home");
    if (home == null) {
      System.err.println("error: start this with bin/governance; -Dgovernance.home is not set");
      System.exit(LaunchException.BAD_INPUT);
    }
    List<String> words = new ArrayList<>(List.of(args));
    boolean print =
        words.removeIf("--timing"::equals) || System.getenv("GOVERNANCE_TIMING") != null;
    // Taken before the framework starts: the Gogo shell puts its own streams in their place.
    Timing timing = new Timing(print ? System.err : null);
    Launcher launcher =
        new Launcher(new Home(Path.of(home)), System.getenv(), System.out, System.err, timing);
    System.exit(launcher.run(words.toArray(String[]::new)));
  }
}
