package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every text of the tree may come from data or from a plug-in, so none of it may become markup. */
class HtmlEscapingTest {
  private static final String EVIL =
      "</script><script>alert('x')</script><img src=x onerror=alert(1)>\" '";

  @Test
  void noTextOfTheTreeBecomesMarkup() {
    Fixture report = Fixture.finance();
    int scripts = count("<script", report.html());
    poison(report.tree());
    String page = report.html();
    assertEquals(scripts, count("<script", page));
    assertEquals(scripts, count("</script", page));
    assertFalse(page.contains("<img"));
    // What stands between quotes is a value; a text that ended one would leave an attribute of its
    // own.
    String tags = page.replaceAll("(?s)<script.*?</script>", "").replaceAll("\"[^\"]*\"", "");
    assertFalse(Pattern.compile("<[a-z][^<>]*\\s(onerror|src)=").matcher(tags).find());
    assertTrue(page.contains("&lt;/script&gt;&lt;script&gt;alert"), "the text itself is shown");
  }

  @Test
  void aTextCannotLeaveTheFiguresOfTheCharts() {
    Fixture report = Fixture.finance();
    report.map("summary.0").put("title", EVIL);
    String page = report.html();
    int start = page.indexOf("id=\"chart-data\">");
    String island = page.substring(start, page.indexOf("</script>", start));
    assertTrue(island.contains("\\u003c/script\\u003e\\u003cscript"), "escaped, and whole");
    assertTrue(island.endsWith("}}"));
  }

  @Test
  void onlyWebAddressesBecomeLinks() {
    Fixture report = Fixture.finance();
    report.map("gates.0.source").put("url", "javascript:alert(1)");
    String page = report.html();
    assertFalse(page.contains("href=\"javascript:"));
    assertTrue(page.contains("javascript:alert(1)"));
    assertTrue(page.contains("href=\"https://arxiv.org/abs/1610.02413\""));
  }

  /** Puts the text into each string that is free text; words of a fixed list stay. */
  private static void poison(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(HtmlEscapingTest::poison);
    } else if (value instanceof Map<?, ?>) {
      Map<String, Object> map = Json.map(value);
      map.replaceAll((key, inner) -> isFree(key, inner) ? inner + EVIL : evilList(inner));
      map.values().forEach(HtmlEscapingTest::poison);
    }
  }

  private static boolean isFree(String key, Object value) {
    boolean fixed =
        List.of("assessment", "direction", "unit", "severity", "of", "shape").contains(key);
    return value instanceof String && !fixed;
  }

  private static Object evilList(Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty() || !(list.get(0) instanceof String)) {
      return value;
    }
    List<Object> changed = new ArrayList<>();
    list.forEach(text -> changed.add(text + EVIL));
    return changed;
  }

  private static int count(String part, String text) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
