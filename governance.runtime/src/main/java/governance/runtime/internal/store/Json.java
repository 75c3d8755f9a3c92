package governance.runtime.internal.store;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes trees of maps, lists, texts, booleans, numbers and null as JSON. A number that is not
 * finite becomes null, the form that the report's schema has for "not defined".
 */
public final class Json {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final boolean canonical;

  private Json(boolean canonical) {
    this.canonical = canonical;
  }

  /**
   * Returns the canonical form (RFC 8785): keys sorted by UTF-16 units, no white space. Used for
   * digests.
   */
  public static String canonical(Object tree) {
    Json writer = new Json(true);
    writer.value(tree, 0);
    return writer.out.toString();
  }

  /**
   * Returns a form for readers: two spaces of indentation, keys in the order of the map, ends with
   * a newline.
   */
  public static String pretty(Object tree) {
    Json writer = new Json(false);
    writer.value(tree, 0);
    return writer.out.append('\n').toString();
  }

  private void value(Object value, int depth) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof Iterable<?> list) {
      array(list.iterator(), depth);
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Number number) {
      number(number);
    } else {
      string(value.toString());
    }
  }

  private void number(Number number) {
    if (number instanceof Long || number instanceof Integer || number instanceof Short) {
      out.append(number.longValue());
      return;
    }
    double value =
        number instanceof Float f ? Double.parseDouble(f.toString()) : number.doubleValue();
    out.append(Double.isFinite(value) ? JsonNumber.of(value) : "null");
  }

  private void object(Map<?, ?> map, int depth) {
    Map<?, ?> entries = map;
    if (canonical) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, value) -> sorted.put(key.toString(), value));
      entries = sorted;
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      out.append(separator);
      line(depth + 1);
      string(entry.getKey().toString());
      out.append(canonical ? ":" : ": ");
      value(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!entries.isEmpty()) {
      line(depth);
    }
    out.append('}');
  }

  private void array(Iterator<?> items, int depth) {
    out.append('[');
    boolean first = true;
    boolean nested = false;
    while (items.hasNext()) {
      Object item = items.next();
      nested |= item instanceof Map || item instanceof List;
      if (!first) {
        out.append(canonical || nested ? "," : ", ");
      }
      if (nested) {
        line(depth + 1);
      }
      value(item, depth + 1);
      first = false;
    }
    if (nested) {
      line(depth);
    }
    out.append(']');
  }

  private void line(int depth) {
    if (!canonical) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append(c);
        }
      }
    }
  }
}
