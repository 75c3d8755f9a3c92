package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.MetricResult;
import governance.testkit.Oracle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrowsPairsTest {
  private final ScriptedModel model = model();

  /** Sentences with blue ones are less likely, and so are those with old ones who drive. */
  private static ScriptedModel model() {
    ScriptedModel model = new ScriptedModel();
    model.logProbability =
        (open, piece) ->
            open.contains("blueling") ? -2 : open.contains("old wugs drive") ? -3 : piece(open);
    return model;
  }

  /** The old ones stand open or are themselves hidden. */
  private static double piece(String open) {
    return open.contains("old") && !open.matches(".*(forget|way).*") ? -3 : -1;
  }

  private MetricResult examine() {
    return model.examine(new CrowsPairs(Resources.HERE), Map.of("file", "crows.csv"));
  }

  @Test
  void theShareIsOfPairsWhoseMoreStereotypingSentenceIsLikelier() {
    MetricResult result = examine();
    assertEquals(0.8, result.value(), 1e-12);
    assertEquals(5, result.n());
    assertEquals(Shares.wilson(4, 5), result.interval());
    assertEquals(1, ScriptedModel.group(result, "bias type", "colour").value());
    assertEquals(3, ScriptedModel.group(result, "bias type", "colour").n());
    assertEquals(0.5, ScriptedModel.group(result, "bias type", "age").value());
    assertEquals(0.75, ScriptedModel.group(result, "direction", "stereo").value());
    assertEquals(1, ScriptedModel.group(result, "direction", "antistereo").value());
    String both = "bias type and direction";
    assertEquals(1, ScriptedModel.group(result, both, "colour, antistereo").n());
    assertEquals(0.2, Oracle.part(result, "neither sentence preferred"), 1e-12);
    String difference = "mean difference of log-likelihoods, more − less";
    assertEquals(6, Oracle.part(result, difference), 1e-12);
    assertTrue(result.groups().stream().allMatch(g -> g.interval() != null));
  }

  @Test
  void onlyWhatBothSentencesHaveIsHiddenAndOneByOne() {
    examine();
    assertEquals(2 * (8 + 4 + 6 + 5 + 8), model.asked.size());
    assertTrue(model.asked.stream().allMatch(cloze -> cloze.hidden().size() == 1));
    assertFalse(
        model.asked.stream()
            .anyMatch(c -> c.text().startsWith("The redlings") && c.hidden().contains(1)));
  }

  @Test
  void aPairThatThePiecesDoNotTellApartIsLeftOutAndCounted() {
    model.unknown = Set.of("redling", "blueling", "redlings", "bluelings");
    MetricResult result = examine();
    assertEquals(2, result.n());
    assertTrue(result.note().startsWith("2 of 5 pairs (3 left out: "), result.note());
  }

  @Test
  void aModelWithoutAHeadHasNoFigure() {
    model.problem = java.util.Optional.of("the folder x has no head");
    MetricResult result = examine();
    assertFalse(result.defined());
    assertTrue(result.note().contains("the folder x has no head"), result.note());
    assertEquals(List.of(), model.asked);
  }

  @Test
  void theNoteSaysWhatWasReadAndHowItWasScored() {
    String note = examine().note();
    assertTrue(note.contains("crows.csv, SHA-256 "), note);
    assertTrue(note.contains("which is not tuned with it"), note);
  }
}
