package governance.api;

import java.util.Objects;

/**
 * One thing that is wrong, said so that the reader can mend it.
 *
 * @param remedy who can mend it
 * @param subject what is wrong: a contribution id, a file with its line, a key of the spec
 * @param got what was found there
 * @param allowed what would have been right, or an empty string where that is obvious
 * @param advice what to do now, an imperative sentence, or an empty string
 */
public record Problem(Remedy remedy, String subject, String got, String allowed, String advice) {
  /** Checks that no part is null. */
  public Problem {
    Objects.requireNonNull(remedy, "remedy");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(got, "got");
    Objects.requireNonNull(allowed, "allowed");
    Objects.requireNonNull(advice, "advice");
  }

  /** Returns the problem in one line: {@code subject: got; allowed: …. advice}. */
  public String message() {
    StringBuilder line = new StringBuilder(subject).append(": ").append(got);
    if (!allowed.isEmpty()) {
      line.append("; allowed: ").append(allowed);
    }
    if (!advice.isEmpty()) {
      line.append(". ").append(advice);
    }
    return line.toString();
  }
}
