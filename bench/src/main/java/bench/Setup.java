package bench;

import java.util.Locale;

/**
 * What all benchmarks are told by system properties.
 *
 * @param threads threads of one operation
 * @param clock what time is counted
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param steps training steps of one turn, at whose ends a device is waited for
 */
record Setup(int threads, Clock clock, String device, int steps) {
  private static final int STEPS_ON_A_DEVICE = 20;

  /**
   * Reads {@code threads} (default 2), {@code clock} (default wall), {@code device} (default cpu)
   * and {@code steps} (default 1 on the processor, 20 elsewhere).
   */
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
    String device = System.getProperty("device", "cpu");
    if (!device.matches("cpu|gpu(:\\d+)?")) {
      throw new IllegalArgumentException("DEVICE=" + device + "; allowed: cpu, gpu, gpu:N");
    }
    int steps = Integer.getInteger("steps", device.equals("cpu") ? 1 : STEPS_ON_A_DEVICE);
    return new Setup(threads, Clock.valueOf(clock.toUpperCase(Locale.ROOT)), device, steps);
  }

  /** Returns the property {@code pairs}, or the number given. */
  static int turns(int usual) {
    return Integer.getInteger("pairs", usual);
  }
}
