package governance.runtime.internal.privacy;

import java.util.List;
import java.util.Locale;

/** An ε in words. */
public final class EpsilonWords {
  /** From here on a guarantee says next to nothing: odds may change by a factor of 22,000. */
  private static final double MEANINGLESS = 10;

  private EpsilonWords() {}

  /** Returns what to know about an ε; empty where it protects. */
  public static List<String> warnings(double epsilon) {
    if (epsilon <= MEANINGLESS) {
      return List.of();
    }
    return List.of(
        "epsilon "
            + number(epsilon)
            + " lets whoever sees the model multiply the odds that a given row was used by "
            + odds(epsilon)
            + ": next to no protection; usual targets are 1 to 8");
  }

  /** Returns by what the odds can be multiplied that a row was used, e^ε. */
  public static String odds(double epsilon) {
    return epsilon < 300
        ? String.format(Locale.ROOT, "%.2g", Math.exp(epsilon))
        : "e^" + number(epsilon);
  }

  /** Returns a number with at most six digits that say something. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceAll("(\\.\\d*?)0+(e|$)", "$1$2")
        .replaceAll("\\.(e|$)", "$1");
  }
}
