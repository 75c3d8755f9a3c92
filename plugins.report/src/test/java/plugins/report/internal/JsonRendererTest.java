package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonRendererTest {
  @Test
  void keysAreSortedWhateverOrderTheTreeHas() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", 1L);
    one.put("a", "<é>");
    assertEquals("{\n  \"a\": \"<é>\",\n  \"b\": 1\n}\n", new Fixture(one).json());
    assertEquals(new Fixture(new TreeMap<>(one)).json(), new Fixture(one).json());
  }

  @Test
  void undefinedFiguresAreNullAndWholeNumbersHaveNoFraction() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("none", null);
    tree.put("half", 0.5);
    tree.put("three", 3.0);
    assertEquals(
        "{\n  \"half\": 0.5,\n  \"none\": null,\n  \"three\": 3\n}\n", new Fixture(tree).json());
  }

  @Test
  void aFigureThatIsNotANumberIsRefusedWithItsPlace() {
    Fixture report = new Fixture(Map.of("summary", List.of(Map.of("value", Double.NaN))));
    String message = assertThrows(IllegalArgumentException.class, report::json).getMessage();
    assertTrue(message.contains("$.summary[0].value is NaN"), message);
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    Fixture report = new Fixture(Map.of("when", java.time.Instant.EPOCH));
    String message = assertThrows(IllegalArgumentException.class, report::json).getMessage();
    assertTrue(message.startsWith("$.when is a java.time.Instant"), message);
  }
}
