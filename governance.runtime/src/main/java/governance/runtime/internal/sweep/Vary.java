package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.runtime.internal.spec.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A key of the run spec with the values it takes in turn.
 *
 * @param key dotted key, as after {@code --set}
 * @param values the values, in the form of {@code --set}; at least one, no two the same
 */
public record Vary(String key, List<String> values) {
  private static final String FORM = "KEY=VALUE,VALUE,…";

  /** Copies the list. */
  public Vary {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code KEY=V1,V2,…}. A comma inside of brackets, braces or quotes belongs to a value.
   *
   * @throws GovernanceException if it has no key, no value, an empty one or one twice
   */
  public static Vary parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw wrong(text, "is no key with values", FORM, "");
    }
    String key = text.substring(0, equals).strip();
    List<String> values = split(text.substring(equals + 1));
    if (values.stream().anyMatch(String::isEmpty)) {
      throw wrong(key, "has an empty value", FORM, "Remove the comma that is too many");
    }
    Set<Object> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(meaning(value))) {
        throw wrong(key, "has the value " + value + " twice", "each value once", "Remove one");
      }
    }
    return new Vary(key, values);
  }

  /** A number counts as what it is worth, not as it is written. */
  private static Object meaning(String value) {
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException e) {
      return JsonText.lenient(value, "");
    }
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
      quoted ^= c == '"' && !escaped;
      if (!quoted) {
        depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
      }
      if (c == ',' && depth == 0 && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }

  private static GovernanceException wrong(String key, String got, String allowed, String advice) {
    return GovernanceException.spec("--vary " + key, got, allowed, advice);
  }
}
