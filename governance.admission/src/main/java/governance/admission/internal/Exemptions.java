package governance.admission.internal;

import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;

/** The bundles that need no signature: the framework, this one, and those from named places. */
final class Exemptions {
  private final long own;
  private final List<String> places;

  /**
   * Reads the places.
   *
   * @param own this bundle
   * @param places beginnings of locations, separated by commas; null for none
   */
  Exemptions(Bundle own, String places) {
    this.own = own.getBundleId();
    this.places =
        places == null
            ? List.of()
            : Arrays.stream(places.split(","))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
  }

  boolean holdFor(Bundle bundle) {
    String location = bundle.getLocation();
    return bundle.getBundleId() == 0
        || bundle.getBundleId() == own
        || !location.contains("..") && places.stream().anyMatch(location::startsWith);
  }
}
