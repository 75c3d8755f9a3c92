package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of {@code governance evaluate --out}. */
class EvaluationPageTest {
  private static Map<String, Object> group(String name, long rows, double value) {
    Map<String, Object> group = new HashMap<>();
    group.put("column", "sex");
    group.put("group", name);
    group.put("n", rows);
    group.put("value", value);
    group.put("interval", Map.of("low", 0.1, "high", 1.5, "level", 0.95, "method", "bootstrap"));
    return group;
  }

  private static Map<String, Object> row(String metric, Double p) {
    Map<String, Object> figure = new HashMap<>();
    figure.put("value", 0.125);
    figure.put("n", 1234L);
    figure.put("interval", null);
    figure.put("groups", List.of(group("f", 20, 0.25), group("m", 1214, 0.375)));
    figure.put("note", "a <note>");
    if (p != null) {
      figure.put("p", p);
      figure.put("pAdjusted", 2 * p);
    }
    Map<String, Object> row = new HashMap<>();
    row.put("metric", metric);
    row.put("title", "Title of " + metric);
    row.put("unit", "share");
    row.put("direction", "LOWER_IS_BETTER");
    row.put("baseline", null);
    row.put("tuned", figure);
    return row;
  }

  private static Fixture evaluation() {
    Map<String, Object> size = new HashMap<>();
    size.put("column", "sex");
    size.put("group", null);
    size.put("n", 3L);
    size.put("small", false);
    Map<String, Object> tree = new HashMap<>();
    tree.put("evaluation", "predictions.csv");
    tree.put("rows", 1234L);
    tree.put("classes", List.of("0", "1"));
    tree.put("favourable", null);
    tree.put(
        "groups", List.of(size, Map.of("column", "sex", "group", "f", "n", 20L, "small", true)));
    tree.put("groupsShown", 40L);
    tree.put("notes", List.of("class 1 is never predicted"));
    tree.put("level", 0.95);
    tree.put("summary", List.of(row("test.difference", 0.012), row("test.ratio", null)));
    tree.put("notComputed", List.of(Map.of("metric", "test.auc", "why", "no scores")));
    return new Fixture(tree);
  }

  @Test
  void figuresStandWithTheirTestsAndSmallGroupsAreMarked() {
    String page = evaluation().html();
    assertTrue(page.contains("<title>Evaluation of predictions.csv</title>"));
    assertTrue(page.contains("a &lt;note&gt;"), "notes are text");
    assertTrue(page.contains("data-sort=\"0.012\">0.012</td>"), page);
    assertTrue(page.contains("<strong>0.024</strong>"), "what is beyond chance stands out");
    assertTrue(page.contains("f <span class=\"tag differs\">small</span>"));
    assertFalse(page.contains("m <span class=\"tag differs\">small</span>"));
    assertTrue(page.contains("missing, in no group"));
    assertTrue(page.contains("<code>test.auc</code></th><td data-label=\"Why\">no scores"));
    // both metrics rest on the same figures: one chart
    assertEquals(1, page.split("data-chart=\"groups\" data-row", -1).length - 1);
    assertTrue(page.contains("\"models\":[\"\",\"predictions\"]"));
  }
}
