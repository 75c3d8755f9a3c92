package governance.itest;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Processor;
import aQute.bnd.version.VersionRange;
import java.io.File;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a {@code .bndrun} file locks, read by bnd itself. */
final class LockedSet {

  private LockedSet() {}

  /** Returns the symbolic names and the versions that they may have. */
  static Map<String, VersionRange> read(String domain) throws Exception {
    Map<String, VersionRange> bundles = new TreeMap<>();
    try (Processor processor = new Processor()) {
      processor.setProperties(new File("../cnf/" + domain + ".bndrun"));
      Parameters locked = new Parameters(processor.getProperty("-runbundles"), processor);
      for (Map.Entry<String, Attrs> entry : locked.entrySet()) {
        bundles.put(entry.getKey(), new VersionRange(entry.getValue().getVersion()));
      }
    }
    return bundles;
  }

  /** Returns the symbolic names and versions of bundles that a set locks but has not there. */
  static Set<String> missing(String domain, Set<String> identities, Predicate<String> expected)
      throws Exception {
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<String, VersionRange> entry : read(domain).entrySet()) {
      boolean there =
          identities.stream()
              .map(identity -> identity.split(" "))
              .anyMatch(
                  identity ->
                      identity[0].equals(entry.getKey())
                          && entry.getValue().includes(new aQute.bnd.version.Version(identity[1])));
      if (!there && expected.test(entry.getKey())) {
        missing.add(entry.getKey() + " " + entry.getValue());
      }
    }
    return missing;
  }
}
