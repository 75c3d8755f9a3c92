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
    boolean small = MetatypeReader.text(xml, "type").equals("Integer");
    min = bound(MetatypeReader.text(xml, "min"), small ? Integer.MIN_VALUE : Double.NaN);
    max = bound(MetatypeReader.text(xml, "max"), small ? Integer.MAX_VALUE : Double.NaN);
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

  private static double bound(String text, double otherwise) {
    return text.isEmpty() ? otherwise : Double.parseDouble(text);
  }

  private Object fallback() {
    if (list) {
      return fallback == null || fallback.isEmpty()
          ? List.of()
          : SettingText.items(fallback).stream().map(this::value).toList();
    }
    return fallback == null ? null : value(String.join(",", SettingText.items(fallback)));
  }

  private Object value(String text) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case WHOLE -> Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case STRING -> text;
    };
  }
}
