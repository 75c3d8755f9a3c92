package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many runs of a sweep there are at a time.
 *
 * @param atOnce 1 for one after the other in this process; more are processes of their own
 * @param program the script that starts them; null for 1
 * @param cards the graphics cards that they share
 */
public record Jobs(int atOnce, Path program, Cards cards) {
  /** One after the other. */
  public static final Jobs ONE = new Jobs(1, null, Cards.NONE);

  private static final int MOST = 64;

  /**
   * Returns how runs are made.
   *
   * @throws GovernanceException if there cannot be as many
   */
  public static Jobs of(int atOnce) {
    if (atOnce < 1 || atOnce > MOST) {
      throw GovernanceException.spec(
          "--jobs", "got " + atOnce, "a whole number from 1 to " + MOST, "Correct it");
    }
    if (atOnce == 1) {
      return ONE;
    }
    String home = System.getProperty("governance.home");
    Path program = home == null ? null : Path.of(home, "bin", "governance");
    if (program == null || !Files.isExecutable(program)) {
      throw GovernanceException.spec(
          "--jobs",
          "got " + atOnce + ", and there is no start script that could begin processes",
          "1, or the distribution's bin/governance",
          "Leave it out");
    }
    return new Jobs(atOnce, program, Cards.NONE);
  }

  /** Returns the same with graphics cards to share. */
  public Jobs with(Cards shared) {
    return new Jobs(atOnce, program, shared);
  }

  /** Returns the threads that each run may use, so that all together use the machine once. */
  public int threads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / atOnce);
  }
}
