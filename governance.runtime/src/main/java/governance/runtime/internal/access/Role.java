package governance.runtime.internal.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody is in an installation. One person may have several. */
public enum Role {
  /** Plans, trains and predicts, on data that was granted. */
  OPERATOR,
  /** Decides who may use a data set. */
  DATA_OWNER,
  /** Reads all evidence and the log, and trains nothing. */
  AUDITOR,
  /** Reads reports and figures, and checks that they are as they were written. */
  REGULATOR,
  /** Judges runs and signs off what was judged. */
  REVIEWER;

  /** Returns the name that a policy has for it, such as {@code data-owner}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the role of that name. */
  public static Optional<Role> of(String written) {
    return Arrays.stream(values()).filter(r -> r.written().equals(written)).findFirst();
  }

  /** Returns the names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Role::written).toList();
  }
}
