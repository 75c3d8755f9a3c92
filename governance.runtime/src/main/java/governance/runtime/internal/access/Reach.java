package governance.runtime.internal.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a role may read a part of the evidence. */
public enum Reach {
  /** Not at all. */
  NEVER,
  /** With a grant for the data of the run. */
  GRANTED,
  /** Of every run. */
  ALWAYS;

  /** Returns the name that policies have for it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Reach> of(String written) {
    return Arrays.stream(values()).filter(r -> r.written().equals(written)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Reach::written).toList();
  }
}
