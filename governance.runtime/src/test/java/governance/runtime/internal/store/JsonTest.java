package governance.runtime.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  /** RFC 8785, appendix B. */
  @Test
  void writesNumbersAsEcmaScriptDoes() {
    Map<String, String> published = new LinkedHashMap<>();
    published.put("0000000000000000", "0");
    published.put("8000000000000000", "0");
    published.put("0000000000000001", "5e-324");
    published.put("7fefffffffffffff", "1.7976931348623157e+308");
    published.put("4340000000000000", "9007199254740992");
    published.put("4430000000000000", "295147905179352830000");
    published.put("44b52d02c7e14af5", "9.999999999999997e+22");
    published.put("44b52d02c7e14af6", "1e+23");
    published.put("3eb0c6f7a0b5ed8d", "0.000001");
    published.put("41b3de4355555555", "333333333.3333333");
    published.put("becbf647612f3696", "-0.0000033333333333333333");
    published.forEach(
        (bits, text) ->
            assertEquals(
                text, Json.canonical(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)))));
  }

  @Test
  void everyNumberReadsBackAsItself() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, Double.parseDouble(Json.canonical(value)) + 0.0);
      }
    }
    assertEquals("0.002", Json.canonical(2e-3));
    assertEquals("5.6843418860808e-14", Json.canonical(5.6843418860808E-14));
    assertEquals("0.1", Json.canonical(0.1f));
  }

  /** RFC 8785, section 3.2.3: keys are sorted by UTF-16 units. */
  @Test
  void sortsKeysByCodeUnit() {
    List<String> keys = List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6");
    Map<String, Object> map = new LinkedHashMap<>();
    keys.forEach(k -> map.put(k, 1));
    assertEquals(
        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}",
        Json.canonical(map));
  }

  @Test
  void bothFormsReadBackEqual() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", "a \"quoted\" \\ line\n\u0001");
    tree.put("list", new ArrayList<>(Arrays.asList(1L, 2.5, null, true)));
    tree.put("nested", List.of(Map.of("x", List.of()), Map.of()));
    assertEquals(tree, JsonReader.object(Json.canonical(tree)));
    assertEquals(tree, JsonReader.object(Json.pretty(tree)));
  }

  @Test
  void whatIsNotDefinedIsNull() {
    assertEquals(
        "[null,null,null]",
        Json.canonical(Arrays.asList(Double.NaN, null, Double.POSITIVE_INFINITY)));
  }
}
