package governance.runtime.internal.registry;

import governance.api.Kind;
import java.util.Locale;

/** How kinds are called in messages and on the command line. */
public final class Names {
  private Names() {}

  /** Returns the kind in lower case with a hyphen: {@code data-source}. */
  public static String of(Kind kind) {
    return kind == null ? "unknown" : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
