package bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** What time is counted: the same for us and for the peer. */
enum Clock {
  /** Time on the wall. For a machine that does nothing else. */
  WALL,
  /**
   * Processor time of all threads of the process, as Python's {@code time.process_time} reads it.
   * For a machine that does other work; with one thread only, because the sum over threads says
   * nothing about speed.
   */
  CPU;

  /** Returns the time in milliseconds from some fixed point. */
  double millis() {
    if (this == WALL) {
      return System.nanoTime() / 1e6;
    }
    long[] time = new long[2];
    if (CLibrary.INSTANCE.clock_gettime(Platform.isMac() ? 12 : 2, time) != 0) {
      throw new IllegalStateException("this system tells no processor time: use CLOCK=wall");
    }
    return time[0] * 1e3 + time[1] / 1e6;
  }

  /** Returns how many milliseconds a task takes. */
  double time(Runnable task) {
    double start = millis();
    task.run();
    return millis() - start;
  }

  /** The C library; the JVM's own figure counts in steps of 10 ms. */
  interface CLibrary extends Library {
    CLibrary INSTANCE = Native.load("c", CLibrary.class);

    int clock_gettime(int clock, long[] time);
  }
}
