package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The section on what analyses found in the data. */
class InspectionSectionTest {
  private static Map<String, Object> table(List<List<Object>> rows) {
    List<Object> columns = new ArrayList<>();
    for (String format : List.of("text", "count", "number", "share", "p-value")) {
      columns.add(Map.of("name", "a " + format, "format", format));
    }
    return Map.of("title", "Groups of <sex>", "columns", columns, "rows", rows, "note", "A note.");
  }

  private static String page(List<List<Object>> rows) {
    Fixture report = Fixture.finance();
    report
        .tree()
        .put(
            "inspection",
            Map.of(
                "rows", 700,
                "findings",
                    List.of(
                        Map.of(
                            "severity", "WARNING",
                            "analysis", "a.sizes",
                            "strength", 0.5,
                            "sentence", "Something <b>stands</b> out.")),
                "analyses",
                    List.of(
                        Map.of(
                            "id",
                            "a.sizes",
                            "bundle",
                            "b",
                            "version",
                            "1",
                            "title",
                            "Sizes",
                            "rows",
                            700,
                            "tables",
                            List.of(table(rows))),
                        Map.of(
                            "id",
                            "a.words",
                            "bundle",
                            "b",
                            "version",
                            "1",
                            "title",
                            "Words",
                            "notApplicable",
                            "there is no text.",
                            "tables",
                            List.of()),
                        Map.of(
                            "id",
                            "a.bad",
                            "bundle",
                            "b",
                            "version",
                            "1",
                            "title",
                            "a.bad",
                            "failure",
                            "it threw"))));
    return report.html();
  }

  @Test
  void findingsAndFiguresAreShown() {
    String page =
        page(
            List.of(
                Arrays.asList("f", 1_234, 0.5, 0.25, 0.00001),
                Arrays.asList("m", null, null, null, null)));
    assertTrue(page.contains("<a href=\"#inspection\">Data inspection</a>"));
    assertTrue(page.contains("Something &lt;b&gt;stands&lt;/b&gt; out."), "texts are escaped");
    assertTrue(page.contains("Groups of &lt;sex&gt;"));
    assertTrue(page.contains(">&lt;0.001</td>"));
    String row = page.substring(page.indexOf("<tr><td>m</td>"));
    assertEquals(4, row.substring(0, row.indexOf("</tr>")).split("–", -1).length - 1);
    assertTrue(page.contains("Not applicable: there is no text."));
    assertTrue(page.contains("it threw"));
  }

  @Test
  void longTablesAreCutAndSayWhereTheRestIs() {
    List<Object> one = Arrays.asList("many", 1, 0.5, 0.25, 0.5);
    String page = page(Collections.nCopies(300, one));
    assertEquals(200, page.split("<td>many</td>", -1).length - 1);
    assertTrue(page.contains("The first 200 of 300 rows"));
  }

  @Test
  void aRunWithoutInspectionHasNoSection() {
    assertFalse(Fixture.finance().html().contains("id=\"inspection\""));
  }
}
