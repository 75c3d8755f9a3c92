package governance.runtime.internal.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PID that the name of a file means. File Install, and with it Karaf, takes what follows the
 * first hyphen of a name for the name of a factory's instance: {@code
 * fairness.demographic-parity.cfg} becomes the instance {@code parity} of {@code
 * fairness.demographic}. Ids of contributions have hyphens, and a factory is written with a tilde
 * since Configuration Admin 1.6.
 */
final class FilePid {
  private static final Pattern NAME =
      Pattern.compile("([^/\\\\~]*-[^/\\\\~]*?)(?:\\.cfg\\.json|\\.cfg|\\.config|\\.json)$");

  private FilePid() {}

  /** Returns the PID of a file named by path or URL; empty where the name means a factory. */
  static Optional<String> of(String file) {
    Matcher name = NAME.matcher(file.substring(file.lastIndexOf('/') + 1));
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }
}
