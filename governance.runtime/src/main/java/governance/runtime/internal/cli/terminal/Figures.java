package governance.runtime.internal.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people read them. */
public final class Figures {
  private Figures() {}

  /** Returns a figure with four decimals; a dash where it is not defined. */
  public static String of(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "–";
  }

  /** Returns a number as short as it can be written. */
  public static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Returns a time as {@code 1:02:03} or {@code 2:03}. */
  public static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** Returns a size in MiB or GiB. */
  public static String bytes(long bytes) {
    if (bytes < 1 << 20) {
      return String.format(Locale.ROOT, "%,d KiB", (bytes + 1023) >> 10);
    }
    return bytes >= 10L << 30
        ? String.format(Locale.ROOT, "%,d GiB", bytes >> 30)
        : String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
