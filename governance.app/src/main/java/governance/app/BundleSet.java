package governance.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The bundles that a resolved {@code .bndrun} file locks, by symbolic name and version range. */
public record BundleSet(Path file, Map<String, VersionRange> bundles) {

  /** Bundles with a native library of the engine differ in the rest of their names. */
  private static final String NATIVE = "governance.engine.";

  private static final String LOCKED = NATIVE + "cpu";

  private static final Pattern ENTRY =
      Pattern.compile("\\s*([^;,\\s]+)\\s*;\\s*version='([^']+)'\\s*(?:,|$)");

  /**
   * Reads the locked bundles of a file.
   *
   * @throws LaunchException when it locks none
   */
  public static BundleSet read(Path file) throws IOException, LaunchException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, VersionRange> bundles = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(properties.getProperty("-runbundles", ""));
    while (entry.find()) {
      bundles.put(entry.group(1), new VersionRange(entry.group(2)));
    }
    if (bundles.isEmpty()) {
      throw new LaunchException(
          LaunchException.INTERNAL, file + " locks no bundles: build the distribution again");
    }
    return new BundleSet(file, bundles);
  }

  /**
   * Returns the same set with another native library of the engine in the place of the one it
   * locks.
   *
   * @param flavor such as {@code cuda} or {@code external}; empty for the one that is locked
   */
  public BundleSet withNative(String flavor) {
    if (flavor.isEmpty() || !bundles.containsKey(LOCKED)) {
      return this;
    }
    Map<String, VersionRange> other = new LinkedHashMap<>();
    bundles.forEach(
        (name, range) -> other.put(name.equals(LOCKED) ? NATIVE + flavor : name, range));
    return new BundleSet(file, other);
  }

  /**
   * Finds the jar of each bundle by the name and version in its manifest, in the file's order.
   *
   * @throws LaunchException naming every bundle that is not there
   */
  public List<Path> locate(Path folder) throws IOException, LaunchException {
    Map<String, Path> present = present(folder);
    List<String> missing = new ArrayList<>(bundles.keySet());
    missing.removeAll(present.keySet());
    String other = missing.size() == 1 ? missing.get(0) : "";
    if (other.startsWith(NATIVE) && !other.equals(LOCKED)) {
      throw new LaunchException(
          LaunchException.BAD_INPUT,
          folder
              + " lacks "
              + other
              + ", the native library that GOVERNANCE_NATIVE or governance.native names: put its jar"
              + " there (docs/gpu.md), or name cpu or external");
    }
    if (!missing.isEmpty()) {
      throw new LaunchException(
          LaunchException.INTERNAL,
          folder + " lacks " + String.join(", ", missing) + ": build the distribution again");
    }
    return bundles.keySet().stream().map(present::get).toList();
  }

  private Map<String, Path> present(Path folder) throws IOException {
    Map<String, Path> present = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path file : files) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
          Attributes manifest = jar.getManifest().getMainAttributes();
          String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME).split(";", 2)[0].strip();
          Version version = Version.parseVersion(manifest.getValue(Constants.BUNDLE_VERSION));
          if (bundles.containsKey(name) && bundles.get(name).includes(version)) {
            present.put(name, file);
          }
        }
      }
    }
    return present;
  }
}
