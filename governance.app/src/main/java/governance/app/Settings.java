package governance.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The settings of {@code conf/framework.properties}, with their variables replaced. */
public record Settings(Map<String, String> values) {

  private static final String LEVEL = "startlevel.";

  /** Reads a file and replaces ${NAME} by the variable of that name. */
  public static Settings read(Path file, Map<String, String> variables) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> values = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        value = value.replace("${" + variable.getKey() + "}", variable.getValue());
      }
      values.put(key, value);
    }
    return new Settings(Map.copyOf(values));
  }

  /** The same settings and one more; one that the file has, or an empty one, changes nothing. */
  Settings with(String key, String value) {
    if (value.isEmpty() || values.containsKey(key)) {
      return this;
    }
    Map<String, String> more = new HashMap<>(values);
    more.put(key, value);
    return new Settings(Map.copyOf(more));
  }

  /** Start level of a bundle: its own, else that of the longest prefix, else the default. */
  public int startLevel(String symbolicName) {
    String best = null;
    for (String key : values.keySet()) {
      if (key.startsWith(LEVEL) && covers(key.substring(LEVEL.length()), symbolicName)) {
        best = best == null || key.length() > best.length() ? key : best;
      }
    }
    return Integer.parseInt(values.get(best == null ? LEVEL + "default" : best));
  }

  int commandLevel() {
    return Integer.parseInt(values.get(LEVEL + "command"));
  }

  int shellLevel() {
    return Integer.parseInt(values.get(LEVEL + "shell"));
  }

  /** Bundles read some settings as system properties; one given on the command line wins. */
  void toSystemProperties() {
    values.forEach(
        (key, value) -> {
          if (!key.startsWith("org.osgi.framework.") && System.getProperty(key) == null) {
            System.setProperty(key, value);
          }
        });
  }

  private static boolean covers(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
