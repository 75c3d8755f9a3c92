package governance.runtime.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TitlesTest {
  @Test
  void aNameThatSeveralContributionsShareIsNotUsed() {
    Map<String, String> declared =
        Map.of(
            "fairness.demographic-parity-ratio", "Group fairness metric",
            "fairness.equalized-odds-ratio", "Group fairness metric",
            "quality.auc", "Area under the ROC curve",
            "quality.accuracy", "");
    assertEquals(
        Map.of("quality.auc", "Area under the ROC curve"),
        Titles.distinct(declared, List.copyOf(declared.values())));
    assertEquals(
        Map.of(),
        Titles.distinct(
            Map.of("fairness.equal-opportunity", "Rates of groups"),
            List.of("Rates of groups", "Rates of groups")),
        "also when the others take no part");
  }

  @Test
  void anIdBecomesWords() {
    assertEquals("Demographic parity ratio", Titles.of("fairness.demographic-parity-ratio"));
  }

  /** A cost or a loss has a unit of its own; only shares of rows are per cent. */
  @Test
  void sharesArePerCentAndCostsAreNot() {
    assertEquals("share", Titles.unit("quality.accuracy"));
    assertEquals("share", Titles.unit("fairness.demographic-parity-difference"));
    assertEquals("score", Titles.unit("fairness.demographic-parity-ratio"));
    assertEquals("score", Titles.unit("quality.expected-cost"));
    assertEquals("score", Titles.unit("fairness.theil-index"));
    assertEquals("score", Titles.unit("fairness.expected-cost-difference"));
    assertEquals("score", Titles.unit("acme.anything"));
  }
}
