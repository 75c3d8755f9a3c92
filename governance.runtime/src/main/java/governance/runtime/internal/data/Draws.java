package governance.runtime.internal.data;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers in [0, 1) for decisions by chance. Of SHA-256 over the canonical JSON (RFC 8785, UTF-8)
 * of {@code [seed, text, groups]}, where groups is an object of the value in each protected column,
 * null where missing, the first 53 bits are the number's binary digits after the point. For a word
 * the array ends with its index in the text. So a number follows from seed and content, and nothing
 * else.
 */
public final class Draws {
  private static final int UNUSED_BITS = 11;
  private static final double UNIT = 0x1p-53;

  private Draws() {}

  /** Returns a number for each row, or for each word where words are classified. */
  public static double[] of(ModelRows rows, long seed) {
    Map<String, Groups> groups = rows.groups();
    List<Double> draws = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Map<String, String> values = values(groups, row);
      String text = rows.texts().get(row);
      if (rows.tags() == null) {
        draws.add(draw(List.of(seed, text, values)));
      } else {
        for (int word = 0; word < rows.tags()[row].length; word++) {
          draws.add(draw(List.of(seed, text, values, word)));
        }
      }
    }
    return draws.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Map<String, String> values(Map<String, Groups> groups, int row) {
    Map<String, String> values = new TreeMap<>();
    groups.forEach(
        (column, g) ->
            values.put(column, g.index()[row] < 0 ? null : g.names().get(g.index()[row])));
    return values;
  }

  private static double draw(List<Object> content) {
    byte[] bytes = Json.canonical(content).getBytes(StandardCharsets.UTF_8);
    long first = ByteBuffer.wrap(Digests.sha256().digest(bytes)).getLong();
    return (first >>> UNUSED_BITS) * UNIT;
  }
}
