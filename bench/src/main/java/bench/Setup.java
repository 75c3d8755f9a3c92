package bench;

import java.util.Locale;

/** What all benchmarks are told by system properties: threads, clock and number of turns. */
record Setup(int threads, Clock clock) {

  /** Reads {@code threads} (default 2) and {@code clock} (default wall). */
  static Setup read() {
    int threads = Integer.getInteger("threads", 2);
    String clock = System.getProperty("clock", "wall");
    if (!clock.matches("wall|cpu")) {
      throw new IllegalArgumentException("CLOCK=" + clock + "; allowed: wall, cpu");
    }
    if (clock.equals("cpu") && threads != 1) {
      throw new IllegalArgumentException(
          "CLOCK=cpu with THREADS=" + threads + "; allowed: THREADS=1");
    }
    return new Setup(threads, Clock.valueOf(clock.toUpperCase(Locale.ROOT)));
  }

  /** Returns the property {@code pairs}, or the number given. */
  static int turns(int usual) {
    return Integer.getInteger("pairs", usual);
  }
}
