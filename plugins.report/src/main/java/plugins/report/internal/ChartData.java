package plugins.report.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of the report tree that the charts of the page draw, as JSON that can stand inside HTML.
 */
final class ChartData {
  /**
   * Escapes {@code <}, {@code >} and {@code &}, so that no text can end the script element it
   * stands in.
   */
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private ChartData() {}

  static String of(Map<String, Object> tree) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("summary", list(tree.get("summary")).stream().map(ChartData::row).toList());
    boolean evaluation = tree.containsKey("evaluation");
    data.put("models", evaluation ? List.of("", "predictions") : List.of("untuned", "tuned"));
    data.put(
        "training",
        tree.get("training") instanceof Map<?, ?> t ? only(t, "curves", "validation") : null);
    return GSON.toJson(CanonicalTree.of(data));
  }

  private static Map<String, Object> row(Object row) {
    return only((Map<?, ?>) row, "title", "unit", "baseline", "tuned");
  }

  private static Map<String, Object> only(Map<?, ?> map, String... keys) {
    Map<String, Object> part = new LinkedHashMap<>();
    Arrays.stream(keys).forEach(key -> part.put(key, map.get(key)));
    return part;
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
