package governance.runtime.internal.border;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;

/**
 * A contribution broke its contract: it threw, returned nothing usable, or did not return. Not a
 * verdict of it.
 */
public final class ContributionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ContributionInfo who;
  private final String what;

  /**
   * Names the contribution.
   *
   * @param who the contribution
   * @param what what it did, such as {@code returned null} or {@code threw java.lang.Error: x}
   * @param cause what it threw, or null
   */
  public ContributionFailedException(ContributionInfo who, String what, Throwable cause) {
    super("contribution failed: " + name(who) + " " + what, cause);
    this.who = who;
    this.what = what;
  }

  /** Returns the contribution. */
  public ContributionInfo who() {
    return who;
  }

  /** Returns what it did. */
  public String what() {
    return what;
  }

  /** Returns the problem as a reader sees it. */
  public Problem problem() {
    return new Problem(
        Remedy.REPORT_BUG,
        "contribution failed: " + name(who),
        what,
        "",
        "Take it out of the run, or report it to the provider of " + who.bundle());
  }

  /** Returns id, bundle and version in the form that all messages have. */
  public static String name(ContributionInfo who) {
    return who.id() + " (bundle " + who.bundle() + " " + who.version() + ")";
  }
}
