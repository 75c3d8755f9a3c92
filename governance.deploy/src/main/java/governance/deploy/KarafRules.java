package governance.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What Karaf does otherwise than the launcher.
 *
 * @param provided bundles that Karaf has itself
 * @param dependency bundles that are installed only where nothing else offers the same
 * @param baseLevel what is added to the launcher's start levels
 * @param levels start levels of bundles that are an exception, by symbolic name
 * @param configuration values of the configuration {@code governance.runtime}
 */
record KarafRules(
    List<String> provided,
    List<String> dependency,
    int baseLevel,
    Map<String, Integer> levels,
    Map<String, String> configuration) {

  private static final String CONFIG = "config.";
  private static final String LEVEL = "startlevel.";
  private static final String BASE = "base";

  static KarafRules read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, Integer> levels = new TreeMap<>();
    below(LEVEL, properties).forEach((name, level) -> levels.put(name, Integer.valueOf(level)));
    int baseLevel = levels.remove(BASE);
    return new KarafRules(
        words(properties.getProperty("provided")),
        words(properties.getProperty("dependency")),
        baseLevel,
        levels,
        below(CONFIG, properties));
  }

  private static Map<String, String> below(String prefix, Properties properties) {
    Map<String, String> values = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        values.put(key.substring(prefix.length()), properties.getProperty(key));
      }
    }
    return values;
  }

  boolean isProvided(DeployedBundle bundle) {
    return covers(provided, bundle.name());
  }

  boolean isDependency(DeployedBundle bundle) {
    return covers(dependency, bundle.name());
  }

  int startLevel(DeployedBundle bundle) {
    return levels.getOrDefault(bundle.name(), baseLevel + bundle.startLevel());
  }

  private static List<String> words(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).toList();
  }

  private static boolean covers(List<String> patterns, String name) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern));
  }
}
