package governance.runtime.internal.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Makes ids that sort by time and that no two processes make at once. */
public final class RunId {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunId() {}

  /** Returns an id such as {@code finance-20260114-101500-k3x9}. */
  public static String of(String prefix, Instant now) {
    String letters = Integer.toString(36 * 36 * 36 + RANDOM.nextInt(35 * 36 * 36 * 36), 36);
    return prefix + "-" + STAMP.format(now) + "-" + letters;
  }
}
