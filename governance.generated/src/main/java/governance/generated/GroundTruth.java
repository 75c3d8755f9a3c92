package governance.generated;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The numbers that a generated set is made from, read from the document that states them. */
public final class GroundTruth {
  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, Map<String, Double>> tables = new HashMap<>();

  private GroundTruth(Properties properties) {
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      if (value.indexOf(' ') < 0) {
        numbers.put(key, Double.valueOf(value));
      } else {
        tables.put(key, table(value));
      }
    }
  }

  /**
   * Reads a document.
   *
   * @param owner a class of the bundle that has it
   * @param resource its absolute name
   */
  public static GroundTruth read(Class<?> owner, String resource) {
    Properties properties = new Properties();
    try (Reader text =
        new InputStreamReader(owner.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GroundTruth(properties);
  }

  private static Map<String, Double> table(String text) {
    Map<String, Double> table = new LinkedHashMap<>();
    for (String entry : text.split(",")) {
      String pair = entry.strip();
      int blank = pair.lastIndexOf(' ');
      table.put(pair.substring(0, blank), Double.valueOf(pair.substring(blank + 1)));
    }
    return Collections.unmodifiableMap(table);
  }

  /** Returns a number. */
  public double number(String key) {
    return numbers.get(key);
  }

  /** Returns a table of numbers by name, in the document's order. */
  public Map<String, Double> table(String key, String group) {
    return tables.get(group.isEmpty() ? key : key + "." + group);
  }

  /** Returns the effect of one value. */
  public double effect(String key, String value) {
    return tables.get(key).get(value);
  }

  /** Draws a name from a table of probabilities. */
  public String draw(SplitMix random, String key, String group) {
    double left = random.uniform();
    String last = null;
    for (Map.Entry<String, Double> entry : table(key, group).entrySet()) {
      last = entry.getKey();
      left -= entry.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }
}
