package governance.runtime.internal.audit;

import governance.runtime.internal.advisory.Advisories;
import governance.runtime.internal.advisory.Advisory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the list of dependencies with known vulnerabilities that the operator brings. */
public final class AdvisoryAudit {
  private static final String CHECK = "advisories";
  private static final String SUBJECT = "known vulnerabilities of libraries";
  private static final Pattern MAVEN =
      Pattern.compile("pkg:maven/([^/@?#]+)/([^/@?#]+)@([^?#]+).*");

  private final Installation installation;
  private final Optional<Path> place;

  /**
   * Prepares.
   *
   * @param place file or folder of the advisories
   */
  public AdvisoryAudit(Installation installation, Optional<Path> place) {
    this.installation = installation;
    this.place = place;
  }

  /**
   * A library that is there.
   *
   * @param within the bundle that it lies in; empty for a bundle itself
   */
  private record Library(String group, String artifact, String version, Optional<String> within) {
    String words() {
      String in = within.map(w -> ", inside " + w).orElse("");
      return group + ":" + artifact + " " + version + in;
    }
  }

  /**
   * Looks.
   *
   * @throws governance.api.GovernanceException if there are no advisories in that place
   */
  public void look(Findings into) {
    if (place.isEmpty()) {
      into.unchecked(
          CHECK,
          SUBJECT,
          "that takes a data base from the network: bring one with --advisories, or give the file"
              + " of --sbom to a scanner");
      return;
    }
    Advisories known = Advisories.read(place.get());
    into.check(CHECK, SUBJECT, all -> compare(known, all));
  }

  private void compare(Advisories known, Findings into) {
    Set<Library> libraries = new LinkedHashSet<>();
    Set<String> unnamed = new LinkedHashSet<>();
    collect(new Sbom(installation, Clock.systemUTC()).tree(), Optional.empty(), libraries, unnamed);
    libraries.forEach(
        library ->
            known
                .of(library.group(), library.artifact(), library.version())
                .forEach(match -> tell(library, match, into)));
    if (!unnamed.isEmpty()) {
      into.unchecked(
          CHECK,
          String.join(", ", unnamed),
          "no Maven coordinates are known, by which advisories name what they are about");
    }
    into.add(
        "dependencies.compared",
        Severity.INFO,
        place.get().toString(),
        "%d libraries were compared with %d advisories, the newest of %s"
            .formatted(
                libraries.size(),
                known.size(),
                known.newest().isEmpty() ? "an unknown time" : known.newest()),
        "Bring newer ones from time to time");
  }

  private static void collect(
      Map<?, ?> tree, Optional<String> within, Set<Library> libraries, Set<String> unnamed) {
    if (!(tree.get("components") instanceof List<?> components)) {
      return;
    }
    for (Object each : components) {
      Map<?, ?> component = (Map<?, ?>) each;
      Matcher purl = MAVEN.matcher(String.valueOf(component.get("purl")));
      if (purl.matches()) {
        libraries.add(new Library(purl.group(1), purl.group(2), purl.group(3), within));
      } else if ("library".equals(component.get("type"))) {
        Object version = component.get("version");
        unnamed.add(component.get("name") + (version == null ? "" : " " + version));
      }
      Optional<String> inside = Optional.of(String.valueOf(component.get("name")));
      collect(component, within.or(() -> inside), libraries, unnamed);
    }
  }

  private static void tell(Library library, Advisory.Match match, Findings into) {
    Advisory advisory = match.advisory();
    boolean unrated = advisory.rating() == Advisory.Rating.UNKNOWN;
    into.add(
        "dependencies.vulnerable",
        severity(advisory.rating()),
        library.words(),
        String.join(", ", advisory.names())
            + (advisory.summary().isEmpty() ? "" : ": " + advisory.summary())
            + (unrated ? " (nobody says how severe it is)" : ""),
        match
            .fixed()
            .map(version -> "Use " + version + " or newer")
            .orElse("No fixed version is told: do without it, or see what the advisory advises"));
  }

  private static Severity severity(Advisory.Rating rating) {
    return switch (rating) {
      case CRITICAL -> Severity.CRITICAL;
      case HIGH -> Severity.HIGH;
      case MEDIUM, UNKNOWN -> Severity.MEDIUM;
      case LOW -> Severity.LOW;
    };
  }
}
