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
 * @param configuration values of the configuration {@code governance.runtime}
 */
record KarafRules(
    List<String> provided,
    List<String> dependency,
    int baseLevel,
    Map<String, String> configuration) {

  private static final String CONFIG = "config.";

  static KarafRules read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> configuration = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(CONFIG)) {
        configuration.put(key.substring(CONFIG.length()), properties.getProperty(key));
      }
    }
    return new KarafRules(
        words(properties.getProperty("provided")),
        words(properties.getProperty("dependency")),
        Integer.parseInt(properties.getProperty("startlevel.base")),
        configuration);
  }

  boolean isProvided(DeployedBundle bundle) {
    return covers(provided, bundle.name());
  }

  boolean isDependency(DeployedBundle bundle) {
    return covers(dependency, bundle.name());
  }

  int startLevel(DeployedBundle bundle) {
    return baseLevel + bundle.startLevel();
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
