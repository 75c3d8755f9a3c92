package governance.runtime.internal.advisory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A known vulnerability, in the form of the <a href="https://ossf.github.io/osv-schema/">OSV
 * schema</a>.
 *
 * @param id such as GHSA-7g45-4rm6-3mm3
 * @param names the id and other names of the same, such as a CVE
 * @param summary one sentence, or empty
 * @param modified when it was changed last, ISO 8601
 * @param rating how bad it is
 * @param affected which versions of Maven artifacts; at least one
 */
public record Advisory(
    String id,
    List<String> names,
    String summary,
    String modified,
    Rating rating,
    List<Affected> affected) {

  /** How bad it is, as its data base says or follows from its CVSS vector. */
  public enum Rating {
    /** From 9. */
    CRITICAL,
    /** From 7. */
    HIGH,
    /** From 4. */
    MEDIUM,
    /** Below. */
    LOW,
    /** Nobody says. */
    UNKNOWN
  }

  /**
   * A library that is affected.
   *
   * @param fixed the next version that is not affected any more; empty where none is told
   */
  public record Match(Advisory advisory, Optional<String> fixed) {}

  /** Reads one; empty where it was withdrawn, or is about nothing that Maven distributes. */
  static Optional<Advisory> of(Map<?, ?> tree) {
    List<Affected> affected = new ArrayList<>();
    for (Object each : Affected.list(tree.get("affected"))) {
      if (each instanceof Map<?, ?> entry) {
        Affected.of(entry).ifPresent(affected::add);
      }
    }
    if (affected.isEmpty() || tree.get("withdrawn") != null) {
      return Optional.empty();
    }
    String id = String.valueOf(tree.get("id"));
    Stream<String> aliases = Affected.list(tree.get("aliases")).stream().map(String::valueOf);
    return Optional.of(
        new Advisory(
            id,
            Stream.concat(Stream.of(id), aliases).toList(),
            tree.get("summary") instanceof String summary ? summary : "",
            tree.get("modified") instanceof String modified ? modified : "",
            rating(tree),
            List.copyOf(affected)));
  }

  private static Rating rating(Map<?, ?> tree) {
    if (tree.get("database_specific") instanceof Map<?, ?> own
        && own.get("severity") instanceof String written) {
      return switch (written.toUpperCase(Locale.ROOT)) {
        case "CRITICAL" -> Rating.CRITICAL;
        case "HIGH" -> Rating.HIGH;
        case "MODERATE", "MEDIUM" -> Rating.MEDIUM;
        case "LOW" -> Rating.LOW;
        default -> scored(tree);
      };
    }
    return scored(tree);
  }

  private static Rating scored(Map<?, ?> tree) {
    OptionalDouble score =
        Affected.list(tree.get("severity")).stream()
            .filter(each -> each instanceof Map<?, ?>)
            .map(each -> CvssScore.of(String.valueOf(((Map<?, ?>) each).get("score"))))
            .flatMapToDouble(OptionalDouble::stream)
            .max();
    if (score.isEmpty()) {
      return Rating.UNKNOWN;
    }
    double value = score.getAsDouble();
    return value >= 9
        ? Rating.CRITICAL
        : value >= 7 ? Rating.HIGH : value >= 4 ? Rating.MEDIUM : Rating.LOW;
  }

  /** Returns the match with a version of an artifact; empty where it is not affected. */
  Optional<Match> match(String name, String version) {
    return affected.stream()
        .filter(a -> a.name().equals(name) && a.holds(version))
        .findFirst()
        .map(a -> new Match(this, a.fixed(version)));
  }
}
