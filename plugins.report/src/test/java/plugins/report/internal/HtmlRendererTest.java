package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlRendererTest {
  private static final int LIMIT = 1_000_000;

  private static List<String> found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    return matcher.results().map(MatchResult::group).toList();
  }

  private static List<String> sections(String page) {
    return found("<section id=\"[a-z]+\"", page).stream()
        .map(tag -> tag.replaceAll(".*\"(.*)\"", "$1"))
        .toList();
  }

  @Test
  void theFinanceReportHasEverySection() {
    assertEquals(
        List.of(
            "verdict",
            "results",
            "gates",
            "groups",
            "classes",
            "explanations",
            "training",
            "objectives",
            "data",
            "model",
            "plan",
            "evidence"),
        sections(Fixture.finance().html()));
  }

  @Test
  void theDataCardTellsWhatTheLicenceForbids() {
    Fixture fixture = Fixture.finance();
    assertFalse(fixture.html().contains("Notice"));
    fixture.map("dataCard").put("notice", "not for <sale>");
    assertTrue(fixture.html().contains("<strong>not for &lt;sale&gt;</strong>"));
  }

  @Test
  void trainingTellsWhatOptionsDid() {
    String page = Fixture.finance().html();
    assertTrue(page.contains("<h3 id=\"option-early-stopping\">Early stopping on Macro F1</h3>"));
    assertTrue(page.replaceAll("<[^>]*>", " ").contains("81.3"), "a share is shown as per cent");
    assertTrue(page.contains("patience"));
  }

  @Test
  void trainingShowsWholeNumbersAndThePerturbedLoss() {
    Fixture fixture = Fixture.finance();
    assertFalse(fixture.html().contains("Perturbed loss"));
    fixture.map("training.options.0.figures.0").putAll(Map.of("value", 1532163, "unit", "count"));
    List<Object> loss = fixture.list("training.curves.loss");
    fixture.map("training.curves").put("adversarial", Collections.nCopies(loss.size(), 0.875));
    String page = fixture.html();
    assertTrue(page.contains("1\u202f532\u202f163"));
    assertTrue(page.contains(">Perturbed loss</th>") && page.contains(">0.875</td>"));
    assertTrue(page.contains("\"adversarial\":[0.875,"), "the chart has the curve");
  }

  @Test
  void theTopSaysVerdictKeyFiguresAndCosts() {
    String page = Fixture.finance().html();
    String top = page.substring(page.indexOf("<body>"), page.indexOf("<section id=\"results\""));
    assertTrue(top.contains("Release allowed with warnings"));
    assertTrue(top.contains("All gates that block release passed; one gate warns"));
    assertTrue(
        top.contains("49.3\u202f%") && top.contains("75.2\u202f%"), "accuracy before and after");
    assertTrue(
        top.contains("+27.0\u202fpp") && top.contains("▲"), "its change with sign and symbol");
    assertTrue(top.contains("accuracy is 1.1 percentage points lower"), "the cost");
    assertEquals(4, found("<article class=\"card", top).size());
  }

  /** Against an untuned model that decides at random, every trained one looks unfair. */
  @Test
  void whatGovernanceDidIsJudgedAgainstTheTrainingWithoutIt() {
    String page = Fixture.finance().html();
    String id = "fairness.demographic-parity-difference";
    String row = found("<tr id=\"metric-" + id + "\".*?</tr>", page).get(0);
    List<String> cells = found("<td.*?</td>", row);
    assertEquals(6, cells.size());
    assertTrue(cells.get(3).contains("Training did") && cells.get(3).contains("delta worse"), row);
    assertTrue(
        cells.get(4).contains("Governance did") && cells.get(4).contains("delta better"), row);
    String card = found("<article class=\"card\">.*?</article>", page).get(2);
    assertTrue(card.contains("Demographic parity difference"), card);
    assertTrue(card.indexOf("governance did") < card.indexOf("delta better"), card);
    assertTrue(card.indexOf("training did") < card.indexOf("delta worse"), card);
  }

  @Test
  void withoutAReferenceTheChangeIsOne() {
    String page = Fixture.medical().html();
    assertFalse(page.contains("Governance did"));
    assertTrue(page.contains("<td class=\"num\" data-label=\"Change\""));
  }

  @Test
  void aMoveAndItsJudgementAreToldApart() {
    String page = Fixture.finance().html();
    assertTrue(
        found("<tr id=\"metric-quality.calibration-error\".*?</tr>", page)
            .get(0)
            .contains("delta better"));
    String parity =
        found("<tr id=\"metric-fairness.demographic-parity-difference\".*?</tr>", page).get(0);
    assertTrue(
        parity.contains("delta worse") && parity.contains("▲") && parity.contains(">worse<"));
  }

  @Test
  void metricsThatRestOnTheSameFiguresShareAChart() {
    String groups = found("<section id=\"groups\".*?</section>", Fixture.finance().html()).get(0);
    assertEquals(3, found("data-chart=\"groups\"", groups).size());
    assertTrue(groups.contains("Demographic parity difference, Demographic parity ratio"));
  }

  @Test
  void everyChartHasATableThatWorksWithoutScripts() {
    String page = Fixture.finance().html();
    String group = found("<figure class=\"panel\">.*?</figure>", page).get(0);
    assertTrue(
        group.contains("<table") && group.contains("female") && group.contains("74.2\u202f%"));
    String curves = found("aria-label=\"Training curves\".*?</table>", page).get(0);
    assertEquals(
        Fixture.finance().list("training.curves.step").size() + 1, found("<tr>", curves).size());
  }

  @Test
  void tokensShowTheirContributionWithColourAndInWords() {
    String page = Fixture.medical().html();
    assertTrue(
        page.contains("<span class=\"t p5\" title=\"0.94\">aden</span><span class=\"t p3\""));
    assertTrue(page.contains("class=\"t p3 here\""), "the explained token is marked");
    assertTrue(page.contains("Most for it: aden (+0.94), ilial (+0.73), posis (+0.62)"));
    assertTrue(page.contains("Most against it: no (−0.12)"));
  }

  @Test
  void aRunThatFailedEarlySaysWhyAndShowsNoEmptySections() {
    String page = Variants.failedEarly().html();
    assertEquals(List.of("verdict", "plan", "evidence"), sections(page));
    assertTrue(page.contains("Incomplete: the run did not finish"));
    assertTrue(page.contains("<li>The data was read.</li>"));
    assertTrue(page.contains("<code>governance resume r1</code>"));
    assertFalse(page.contains("Release allowed"), "no word of a release");
    assertTrue(page.contains("loans.csv line 12"));
    assertTrue(page.contains("Mend the line."));
  }

  @Test
  void undefinedFiguresAreDashesAndGroupsMayLack() {
    String page = Variants.withoutGroups().html();
    assertFalse(sections(page).contains("groups"));
    String accuracy = found("<tr id=\"metric-quality.accuracy\".*?</tr>", page).get(0);
    assertTrue(accuracy.contains("–") && !accuracy.contains("NaN") && !accuracy.contains("null"));
  }

  @Test
  void thePageLoadsNothing() {
    String page = Fixture.finance().html();
    String markup = page.replaceAll("(?s)<script>.*?</script>|<style>.*?</style>", "");
    assertEquals(List.of(), found("<(?:link|img|iframe|object|embed|base)\\b", markup));
    assertEquals(List.of(), found("\\ssrc=|\\sstyle=|\\son[a-z]+=\"", markup));
    assertFalse(found("<style>.*?</style>", page).get(0).contains("url("));
  }

  @Test
  void thePolicyAllowsTheVeryScriptsOfThePage() throws Exception {
    String page = Fixture.finance().html();
    String policy =
        found("Content-Security-Policy\" content=\"[^\"]*\"", page).get(0).replace("&#39;", "'");
    assertTrue(policy.contains("default-src 'none'"));
    assertFalse(policy.contains("unsafe"));
    Matcher inline = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL).matcher(page);
    int count = 0;
    for (; inline.find(); count++) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(inline.group(2).getBytes(StandardCharsets.UTF_8));
      assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"));
    }
    assertEquals(5, count);
  }

  @Test
  void oneModelGivesOnePage() {
    assertEquals(Fixture.finance().html(), Fixture.finance().html());
  }

  @Test
  void thePageIsSmall() {
    assertTrue(Fixture.finance().html().getBytes(StandardCharsets.UTF_8).length < LIMIT);
  }

  @Test
  void everyAnchorLeadsSomewhere() {
    String page = Fixture.medical().html();
    for (String link : found("href=\"#[^\"]+\"", page)) {
      String id = link.substring("href=\"#".length(), link.length() - 1);
      assertTrue(page.contains(" id=\"" + id + "\""), id);
    }
  }
}
