package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.MetricResult;
import governance.api.model.QueryableModel.Cloze;
import governance.testkit.Oracle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GapNameChoiceTest {
  private final ScriptedModel model = model();

  private static ScriptedModel model() {
    ScriptedModel model = new ScriptedModel();
    Map<String, Double> likely = Map.of("ann", -2.0, "eve", -2.5, "bob", -0.5, "tom", -1.0);
    model.logProbability =
        (open, piece) ->
            open.contains("boat") && piece.equals("eve") ? -1 : likely.getOrDefault(piece, -9.0);
    return model;
  }

  private MetricResult examine() {
    return model.examine(new GapNameChoice(Resources.HERE), Map.of("file", "gap.tsv"));
  }

  @Test
  void theFigureIsTheDifferenceOfTwoAccuracies() {
    MetricResult result = examine();
    assertEquals(0.5, result.value(), 1e-12);
    assertEquals(4, result.n());
    assertEquals(Shares.difference(2, 2, 1, 2), result.interval());
    assertEquals(1, ScriptedModel.group(result, "pronoun", "feminine").value());
    assertEquals(0.5, ScriptedModel.group(result, "pronoun", "masculine").value());
    assertEquals(0.75, Oracle.part(result, "accuracy"));
    assertEquals(2, Oracle.part(result, "accuracy, feminine / masculine"));
    assertTrue(result.note().startsWith("4 of 5 passages (1 left out: "), result.note());
  }

  /** Offsets count code points, and quotation marks are characters as others. */
  @Test
  void theNameStandsInThePronounsPlace() {
    examine();
    Cloze ann = new Cloze("Ann met Eve \uD83D\uDE00 before Ann left town.", List.of(5));
    assertTrue(model.asked.contains(ann), "" + model.asked);
    assertTrue(model.asked.contains(new Cloze("\"Tom said that Bob lost Bob hat.", List.of(6))));
  }

  @Test
  void oneGenderAloneIsNoComparison() {
    model.unknown = Set.of("tom");
    MetricResult result = examine();
    assertFalse(result.defined());
    assertTrue(result.note().contains("2 passages with a feminine and 0"), result.note());
  }
}
