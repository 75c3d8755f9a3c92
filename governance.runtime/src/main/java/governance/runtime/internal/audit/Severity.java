package governance.runtime.internal.audit;

import java.util.Locale;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** Evidence or installation cannot be trusted, or persons are named where nobody expects it. */
  CRITICAL,
  /** Data, decisions or evidence are open to somebody who should not have them. */
  HIGH,
  /** A safeguard is missing that others have to make up for. */
  MEDIUM,
  /** Worth mending when there is time. */
  LOW,
  /** Nothing to mend. */
  INFO;

  /** Returns the name in small letters. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
