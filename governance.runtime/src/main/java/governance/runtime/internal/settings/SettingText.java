package governance.runtime.internal.settings;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Values of settings from where types are not kept: files of keys and values hold texts only, and
 * Configuration Admin has its own kinds of numbers and lists.
 */
public final class SettingText {
  private SettingText() {}

  /**
   * Returns a value in the type that a setting declares: String, Boolean, Long, Double, or a List
   * of these. What does not fit stays as it is, for {@link SettingsCheck} to refuse.
   *
   * @param value what was given: a text, a primitive's wrapper, an array or a collection of these
   */
  public static Object typed(Setting setting, Object value) {
    List<Object> items = list(value);
    if (items != null) {
      return items.stream().map(item -> single(setting.type(), item)).toList();
    }
    if (setting.list() && value instanceof String text) {
      return text.isBlank()
          ? List.of()
          : items(text).stream().map(item -> single(setting.type(), item)).toList();
    }
    return single(setting.type(), value);
  }

  /** Returns the items of an array or collection, or null for anything else. */
  private static List<Object> list(Object value) {
    if (value instanceof Collection<?> all) {
      return new ArrayList<>(all);
    }
    if (value == null || !value.getClass().isArray()) {
      return null;
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < Array.getLength(value); i++) {
      items.add(Array.get(value, i));
    }
    return items;
  }

  private static Object single(Setting.Type type, Object value) {
    if (value instanceof Number n) {
      boolean fraction = n instanceof Double || n instanceof Float;
      return fraction ? Double.valueOf(n.toString()) : (Object) n.longValue();
    }
    if (value instanceof Character c) {
      return c.toString();
    }
    return value instanceof String text ? parsed(type, text) : value;
  }

  private static Object parsed(Setting.Type type, String text) {
    String bare = text.strip();
    try {
      return switch (type) {
        case STRING -> text;
        case WHOLE -> Long.valueOf(bare);
        case NUMBER -> Double.valueOf(bare);
        case BOOLEAN ->
            bare.equalsIgnoreCase("true") || bare.equalsIgnoreCase("false")
                ? (Object) Boolean.valueOf(bare)
                : text;
      };
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /**
   * Splits at commas. A backslash takes the character after it as it is; other white space at the
   * ends of an item does not count (OSGi Compendium, 105.7.2.1).
   */
  static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    int kept = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        item.append(text.charAt(++i));
        kept = item.length();
      } else if (c == ',') {
        items.add(item.substring(0, kept));
        item.setLength(0);
        kept = 0;
      } else if (!Character.isWhitespace(c)) {
        item.append(c);
        kept = item.length();
      } else if (kept > 0) {
        item.append(c);
      }
    }
    items.add(item.substring(0, kept));
    return items;
  }
}
