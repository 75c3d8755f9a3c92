package governance.runtime.internal.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Version;

/**
 * Which of several contributions of one kind and id comes first: the one with the highest service
 * ranking; of these the bundle that was there first; of this bundle the highest version.
 */
final class Choice {
  private Choice() {}

  /** Returns them in order, the one to use first. */
  static List<Entry> ordered(List<Entry> same) {
    if (same.size() < 2) {
      return same;
    }
    return same.stream()
        .sorted(
            Comparator.comparingInt((Entry e) -> -e.provider.rank())
                .thenComparingLong(e -> first(e, same))
                .thenComparing(e -> version(e), Comparator.reverseOrder())
                .thenComparingLong(e -> e.provider.order()))
        .toList();
  }

  /** Returns when the first bundle of that name and rank was there. */
  private static long first(Entry entry, List<Entry> same) {
    return same.stream()
        .filter(e -> e.provider.rank() == entry.provider.rank())
        .filter(e -> Objects.equals(e.provider.bundle(), entry.provider.bundle()))
        .mapToLong(e -> e.provider.order())
        .min()
        .orElseThrow();
  }

  private static Version version(Entry entry) {
    return Version.parseVersion(entry.provider.version());
  }

  /** Returns why one comes before another. */
  static String reason(Entry used, Entry other) {
    if (used.provider.rank() != other.provider.rank()) {
      String than = " is higher than " + other.provider.rank();
      return "its service ranking " + used.provider.rank() + than;
    }
    if (!Objects.equals(used.provider.bundle(), other.provider.bundle())) {
      return "it was there first";
    }
    return version(used).equals(version(other)) ? "it was there first" : "the higher version";
  }
}
