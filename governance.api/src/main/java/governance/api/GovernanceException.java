package governance.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something is wrong that a reader can mend. Everything else that is thrown is a defect. Carries at
 * least one problem; those found together are reported together.
 */
public final class GovernanceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Reports several problems at once; {@code problems} must not be empty. */
  public GovernanceException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::message)
            .collect(Collectors.joining(System.lineSeparator())));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a GovernanceException needs at least one problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** Reports one problem. */
  public GovernanceException(Problem problem) {
    this(List.of(problem));
  }

  /** Reports one problem that was noticed through another exception. */
  public GovernanceException(Problem problem, Throwable cause) {
    this(List.of(problem));
    initCause(cause);
  }

  /** A problem that a change of the run spec mends; the parts are those of {@link Problem}. */
  public static GovernanceException spec(
      String subject, String got, String allowed, String advice) {
    return new GovernanceException(new Problem(Remedy.FIX_SPEC, subject, got, allowed, advice));
  }

  /** A problem that a change of the data mends; the parts are those of {@link Problem}. */
  public static GovernanceException data(
      String subject, String got, String allowed, String advice) {
    return new GovernanceException(new Problem(Remedy.FIX_DATA, subject, got, allowed, advice));
  }

  /** Returns the problems, at least one, in the order they were found. */
  public List<Problem> problems() {
    return problems;
  }
}
