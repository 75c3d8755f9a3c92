package governance.runtime.internal.advisory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions of a Maven artifact an advisory is about.
 *
 * @param name group and artifact with a colon between
 * @param versions versions by name
 * @param ranges ranges, each by its events
 */
record Affected(String name, List<String> versions, List<List<Event>> ranges) {
  private static final String ECOSYSTEM = "Maven";

  /**
   * Where versions begin or cease to be affected.
   *
   * @param kind one of introduced, fixed and last_affected
   */
  record Event(String kind, String version) {
    /** That from "0" on is before all versions. */
    private int compare(Event other) {
      boolean mine = version.equals("0");
      boolean yours = other.version.equals("0");
      return mine || yours
          ? Boolean.compare(yours, mine)
          : MavenVersion.of(version).compareTo(MavenVersion.of(other.version));
    }

    private boolean reached(MavenVersion by) {
      return version.equals("0") || MavenVersion.of(version).compareTo(by) <= 0;
    }
  }

  /** Reads an entry of {@code affected}; empty for another ecosystem. */
  static Optional<Affected> of(Map<?, ?> tree) {
    if (!(tree.get("package") instanceof Map<?, ?> named)
        || !(named.get("ecosystem") instanceof String ecosystem)
        || !ecosystem.equals(ECOSYSTEM)
        || !(named.get("name") instanceof String name)) {
      return Optional.empty();
    }
    List<List<Event>> ranges = new ArrayList<>();
    for (Object each : list(tree.get("ranges"))) {
      if (each instanceof Map<?, ?> range && !"GIT".equals(range.get("type"))) {
        ranges.add(events(range));
      }
    }
    List<String> versions = list(tree.get("versions")).stream().map(String::valueOf).toList();
    return Optional.of(new Affected(name, versions, ranges));
  }

  private static List<Event> events(Map<?, ?> range) {
    List<Event> events = new ArrayList<>();
    for (Object each : list(range.get("events"))) {
      if (each instanceof Map<?, ?> event) {
        event.forEach((kind, version) -> events.add(new Event("" + kind, "" + version)));
      }
    }
    events.removeIf(e -> e.kind().equals("limit"));
    events.sort(Comparator.comparing(e -> e, Event::compare));
    return events;
  }

  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Returns whether a version is affected, as the evaluation of the OSV schema says. */
  boolean holds(String version) {
    MavenVersion asked = MavenVersion.of(version);
    return versions.contains(version) || ranges.stream().anyMatch(range -> within(range, asked));
  }

  private static boolean within(List<Event> range, MavenVersion asked) {
    boolean affected = false;
    for (Event event : range) {
      switch (event.kind()) {
        case "introduced" -> affected |= event.reached(asked);
        case "fixed" -> affected &= !event.reached(asked);
        case "last_affected" -> affected &= MavenVersion.of(event.version()).compareTo(asked) >= 0;
        default -> {
          continue; // of a later schema
        }
      }
    }
    return affected;
  }

  /** Returns the first version after one that is affected in which it is not any more. */
  Optional<String> fixed(String version) {
    MavenVersion asked = MavenVersion.of(version);
    return ranges.stream()
        .filter(range -> within(range, asked))
        .flatMap(List::stream)
        .filter(e -> e.kind().equals("fixed") && !e.reached(asked))
        .map(Event::version)
        .min(Comparator.comparing(MavenVersion::of));
  }
}
