package governance.app;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/** Prints how long the start has taken, counted from the start of the JVM; silent by default. */
final class Timing {

  private final PrintStream out;

  /** Prints to {@code out}, or nowhere when it is {@code null}. */
  Timing(PrintStream out) {
    this.out = out;
  }

  void mark(String what) {
    if (out != null) {
      long ms = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
      out.println("timing: " + what + " after " + ms + " ms");
    }
  }
}
