package governance.api.inspect;

import java.util.Objects;

/**
 * Something that stands out, in one or two sentences that need no table beside them: they name
 * column and group, the figures with n, and what they are compared with.
 *
 * @param severity how much a reader should mind
 * @param strength how far from nothing it is, in [0, 1]; sets the order among findings of one
 *     severity, the greatest first
 * @param sentence what stands out
 * @since 1.1
 */
public record Finding(Severity severity, double strength, String sentence) {
  /** How much a reader should mind. */
  public enum Severity {
    /** Nothing to mind; says what was looked at. */
    INFO,
    /** Worth knowing when results are read. */
    NOTE,
    /** Likely to harm somebody if the model learns it, or to make its figures wrong. */
    WARNING
  }

  /**
   * Checks that there is a sentence.
   *
   * @throws IllegalArgumentException if it is blank, or the strength is not in [0, 1]
   */
  public Finding {
    Objects.requireNonNull(severity, "severity");
    if (sentence.isBlank()) {
      throw new IllegalArgumentException("a finding without a sentence");
    }
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength " + strength + " is not in [0, 1]");
    }
  }
}
