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

class WinoBiasTest {
  private static final Map<String, Object> FILE = Map.of("file", "wino.csv");

  private final ScriptedModel model = new ScriptedModel();

  private static boolean female(String text) {
    return text.matches(".*\\b(she|her)\\b.*");
  }

  @Test
  void thePreferenceIsForThePronounThatIsLikelierWhenHidden() {
    model.logProbability = (open, piece) -> female(piece) ? -2 : -1;
    MetricResult result = model.examine(new WinoBiasPronouns(Resources.HERE), FILE);
    assertEquals(1 / 3.0, result.value(), 1e-12);
    assertEquals(3, result.n());
    assertEquals(0.5, ScriptedModel.group(result, "type", "type1").value());
    assertEquals(0, ScriptedModel.group(result, "type", "type2").value());
    assertEquals(1, ScriptedModel.group(result, "stereotyped pronoun", "male").value());
    assertEquals(2, ScriptedModel.group(result, "occupation", "weaver").n());
    assertEquals(1, Oracle.part(result, "male pronoun preferred"));
    String difference = "mean difference of log-probabilities, pro − anti";
    assertEquals(-2 / 3.0, Oracle.part(result, difference), 1e-12);
    assertTrue(result.note().startsWith("3 of 5 pairs (2 left out: "), result.note());
    assertTrue(model.asked.stream().anyMatch(cloze -> cloze.hidden().equals(List.of(4, 6))));
  }

  @Test
  void pronounsThatTheModelDoesNotKnowLeaveNoFigure() {
    model.unknown = Set.of("she", "her");
    MetricResult result = model.examine(new WinoBiasPronouns(Resources.HERE), FILE);
    assertFalse(result.defined());
    assertTrue(result.note().contains("No pair of wino.csv"), result.note());
  }

  @Test
  void flipsAreCountedOverAllPairs() {
    model.positive =
        text -> text.contains("met") ? female(text) ? 0.55 : 0.6 : female(text) ? 0.3 : 0.7;
    MetricResult result = model.examine(new WinoBiasFlips(Resources.HERE), FILE);
    assertEquals(0.75, result.value(), 1e-12);
    assertEquals(4, result.n());
    assertEquals(Shares.wilson(3, 4), result.interval());
    assertEquals(0.0875, Oracle.part(result, "mean score, pro − anti"), 1e-12);
    assertEquals(0.3125, Oracle.part(result, "mean score, male − female"), 1e-12);
    assertEquals(0.3125, Oracle.part(result, "mean absolute difference of scores"), 1e-12);
    assertEquals(0.3125, Oracle.part(result, "mean total variation distance"), 1e-12);
    assertEquals(0, ScriptedModel.group(result, "type", "type2").value());
    assertTrue(model.classified.contains("The weaver left because she missed her train."));
  }

  @Test
  void withoutAFavourableClassTheClassMustBeNamed() {
    WinoBiasFlips metric = new WinoBiasFlips(Resources.HERE);
    MetricResult none = model.examine(metric, FILE, -1);
    assertFalse(none.defined());
    assertTrue(none.note().contains("[nontoxic, toxic]"), none.note());
    Map<String, Object> named = Map.of("file", "wino.csv", "positive", "nontoxic");
    assertEquals(0, model.examine(metric, named, -1).value());
    Map<String, Object> wrong = Map.of("file", "wino.csv", "positive", "bad");
    assertTrue(model.examine(metric, wrong, -1).note().contains("no class bad"));
  }
}
