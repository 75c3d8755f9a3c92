package governance.runtime.internal.settings;

import governance.runtime.internal.settings.Setting.Type;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;

/** One attribute definition of a metatype document while it is read. */
final class Attribute {
  final List<String> options = new ArrayList<>();
  private final String id;
  private final Type type;
  private final boolean list;
  private final String fallback;
  private final double min;
  private final double max;
  private final String description;

  Attribute(XMLStreamReader xml) {
    id = MetatypeReader.text(xml, "id");
    type = type(MetatypeReader.text(xml, "type"));
    String cardinality = MetatypeReader.text(xml, "cardinality");
    list = !cardinality.isEmpty() && Integer.parseInt(cardinality) != 0;
    fallback = xml.getAttributeValue(null, "default");
    min = bound(MetatypeReader.text(xml, "min"));
    max = bound(MetatypeReader.text(xml, "max"));
    description = MetatypeReader.text(xml, "description");
  }

  Setting setting() {
    return new Setting(id, type, list, fallback(), min, max, options, description);
  }

  private static Type type(String name) {
    return switch (name) {
      case "Boolean" -> Type.BOOLEAN;
      case "Integer", "Long", "Short", "Byte" -> Type.WHOLE;
      case "Double", "Float" -> Type.NUMBER;
      default -> Type.STRING;
    };
  }

  private static double bound(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  private Object fallback() {
    if (list) {
      return fallback == null || fallback.isEmpty()
          ? List.of()
          : items(fallback).stream().map(this::value).toList();
    }
    return fallback == null ? null : value(String.join(",", items(fallback)));
  }

  private Object value(String text) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case WHOLE -> Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case STRING -> text;
    };
  }

  /**
   * Splits at commas. A backslash takes the character after it as it is; other white space at the
   * ends of an item does not count (OSGi Compendium, 105.7.2.1).
   */
  private static List<String> items(String text) {
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
