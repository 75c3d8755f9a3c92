package governance.runtime.internal.settings;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the defaults of settings from the annotation type that declares them. */
public final class AnnotationDefaults {
  private AnnotationDefaults() {}

  /**
   * Returns the settings with the defaults of the annotation's methods; others stay as they are.
   */
  public static SettingsType in(SettingsType type, Class<?> annotation) {
    Map<String, Method> methods = new LinkedHashMap<>();
    for (Method method : annotation.getDeclaredMethods()) {
      methods.put(method.getName(), method);
    }
    List<Setting> settings = new ArrayList<>();
    for (Setting setting : type.settings()) {
      Method method = methods.get(setting.key());
      settings.add(method == null ? setting : with(setting, value(method.getDefaultValue())));
    }
    return new SettingsType(type.name(), type.description(), settings);
  }

  private static Setting with(Setting s, Object fallback) {
    return new Setting(
        s.key(), s.type(), s.list(), fallback, s.min(), s.max(), s.options(), s.description());
  }

  private static Object value(Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Float || value instanceof Double) {
      return Double.valueOf(value.toString());
    }
    if (value instanceof Number n) {
      return n.longValue();
    }
    if (value.getClass().isArray()) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        items.add(value(Array.get(value, i)));
      }
      return List.copyOf(items);
    }
    return value instanceof Enum<?> e ? e.name() : value.toString();
  }
}
