package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SweepPageTest {
  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult m) -> m.groupCount() > 0 ? m.group(1) : m.group())
        .toList();
  }

  @Test
  void everyPointIsDrawnAndListed() {
    Fixture sweep = Fixture.sweep();
    String page = sweep.html();
    int points = sweep.list("points").size();
    assertEquals(points, found("<title>Point \\d+</title>", page).size());
    assertEquals(
        1, found("<circle class=\"ring\" cx=\"[\\d.]+\" cy=\"[\\d.]+\" r=\"10\"/>", page).size());
    long front =
        sweep.list("points").stream()
            .filter(p -> "front".equals(((Map<?, ?>) p).get("state")))
            .count();
    String line = found("<polyline class=\"line\" points=\"([^\"]+)\"", page).get(0);
    assertEquals(front, line.split(" ").length);
    assertEquals(
        points,
        found(
                "<tr(?: class=\"chosen\")?>\n<th scope=\"row\"[^>]*>\\d+</th>\n<td data-label=\"Values\"",
                page)
            .size());
    assertTrue(page.contains(sweep.map("recommended").get("words").toString()));
    assertTrue(page.contains("href=\"points/01/seed-1/"), "each run's report is linked");
    assertTrue(page.contains("no test row took part in the choice"));
  }

  @Test
  void higherUtilityIsDrawnHigherAndMoreDisparityFartherRight() {
    FrontChart chart = new FrontChart(Fixture.sweep().tree());
    List<?> drawn = (List<?>) chart.tree().get("points");
    for (int i = 0; i < drawn.size(); i++) {
      for (int k = 0; k < drawn.size(); k++) {
        Fixture sweep = Fixture.sweep();
        assertEquals(
            Math.signum(value(sweep, i, "utility") - value(sweep, k, "utility")),
            Math.signum(at(drawn, k, "y") - at(drawn, i, "y")));
        assertEquals(
            Math.signum(value(sweep, i, "disparity") - value(sweep, k, "disparity")),
            Math.signum(at(drawn, i, "x") - at(drawn, k, "x")));
      }
    }
  }

  private static double value(Fixture sweep, int point, String measure) {
    return ((Number) sweep.map("points." + point + "." + measure).get("value")).doubleValue();
  }

  private static double at(List<?> drawn, int point, String axis) {
    return Double.parseDouble(((Map<?, ?>) drawn.get(point)).get(axis).toString());
  }

  @Test
  void nothingIsLoadedAndOnlyWhatIsInThePageWorks() throws Exception {
    String page = Fixture.sweep().html();
    String policy =
        found("http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"", page).get(0);
    assertTrue(policy.replace("&#39;", "'").startsWith("default-src 'none'"), policy);
    List<String> parts = new ArrayList<>(found("<style>(.*?)</style>", page));
    parts.addAll(found("<script>(.*?)</script>", page));
    assertEquals(2, parts.size());
    for (String part : parts) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
      String name = "sha256-" + Base64.getEncoder().encodeToString(digest);
      assertTrue(policy.contains(name), name + " in " + policy);
    }
    assertEquals(List.of(), found("(?:src|href)=\"(?:https?:)?//[^\"]*\"", page));
    assertEquals(List.of(), found(" style=\"", page));
    assertEquals(List.of(), found(" on[a-z]+=\"", page));
  }

  @Test
  void textsAreEscaped() {
    Fixture sweep = Fixture.sweep();
    sweep.map("recommended").put("words", "<script>alert(1)</script>");
    sweep.map("points.0.runs.0").put("failure", "\"><img src=x>");
    String page = sweep.html();
    assertFalse(page.contains("<script>alert"));
    assertFalse(page.contains("<img"));
  }

  @Test
  void aSweepWithoutPointsIsAPageToo() {
    Fixture sweep = Fixture.sweep();
    sweep.tree().put("recommended", null);
    sweep.tree().put("knee", null);
    sweep.tree().put("status", "STOPPED");
    for (Object point : sweep.list("points")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> each = (Map<String, Object>) point;
      each.put("state", "waiting");
      for (String key : List.of("utility", "disparity", "passes", "dominatedBy", "test")) {
        each.put(key, null);
      }
      each.put("runs", List.of());
    }
    String page = sweep.html();
    assertTrue(page.contains("No point to recommend"));
    assertTrue(page.contains("The sweep is not finished"));
    assertFalse(page.contains("<polyline"));
  }

  @Test
  void intervalsMuchWiderThanThePointsLeaveThePicture() {
    Fixture sweep = Fixture.sweep();
    Map<String, Object> interval = sweep.map("points.0.disparity.interval");
    interval.put("low", -1000.0);
    interval.put("high", 1000.0);
    Map<?, ?> first =
        (Map<?, ?>) ((List<?>) new FrontChart(sweep.tree()).tree().get("points")).get(0);
    assertEquals(false, first.get("xLowEnds"));
    assertEquals(false, first.get("xHighEnds"));
    assertEquals("70.0", first.get("xLow"));
    assertEquals("740.0", first.get("xHigh"));
  }

  @Test
  void ticksAreRoundValues() {
    assertEquals(List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5), rounded(new Scale(0, 0.5, 0, 1).ticks()));
    assertEquals(List.of(-5.0, 0.0, 5.0), new Scale(-7, 8, 0, 1).ticks());
    assertEquals(1, new Scale(0.5, 0.5 + 1e-12, 0, 1).at(1), 1e-9);
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(v -> Math.rint(v * 1e9) / 1e9).toList();
  }
}
