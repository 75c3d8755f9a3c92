package plugins.report.internal;

import java.util.Map;

/** Casts of values in a report tree. */
final class Json {
  private Json() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
