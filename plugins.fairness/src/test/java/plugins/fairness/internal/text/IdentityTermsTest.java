package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.MetricResult;
import governance.testkit.Oracle;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTermsTest {
  private static final Map<String, Object> FILES =
      Map.of("file", "phrases.csv", "terms", "words.csv");

  private final ScriptedModel model = model();

  private static ScriptedModel model() {
    ScriptedModel model = new ScriptedModel();
    model.positive =
        text -> {
          double own = text.matches(".*(foul|bad).*") ? 0.6 : 0.2;
          double term = text.contains("redling") ? 0.3 : 0;
          boolean blue = text.contains("blueling") && !text.contains("deep");
          return own + (blue ? -0.2 : term);
        };
    return model;
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> settings = new HashMap<>(FILES);
    settings.put(key, value);
    return settings;
  }

  @Test
  void equalityDifferencesAddUpTheDistancesOfTermsFromAllPhrases() {
    IdentityTermBias metric = new IdentityTermBias(Resources.HERE);
    MetricResult result = model.examine(metric, FILES);
    assertEquals(9 / 7.0, result.value(), 1e-12);
    assertEquals(14, result.n());
    assertEquals(9 / 7.0, Oracle.part(result, "false negative equality difference"), 1e-12);
    assertEquals(1, ScriptedModel.group(result, "false positive rate", "redling").value());
    assertEquals(0, ScriptedModel.group(result, "false positive rate", "deep blueling").value());
    assertEquals(1, ScriptedModel.group(result, "false negative rate", "blueling").value());
    assertEquals(2, ScriptedModel.group(result, "false negative rate", "blueling").n());
    assertEquals(18 / 7.0, model.examine(metric, with("figure", "BOTH")).value(), 1e-12);
    assertEquals(0, model.examine(metric, with("threshold", 0.0)).value(), "all taken for toxic");
  }

  @Test
  void areasAreOfSubgroupAndBackground() {
    MetricResult result = model.examine(new IdentityTermBias(Resources.HERE), FILES);
    assertEquals(1, ScriptedModel.group(result, "subgroup AUC", "redling").value());
    assertEquals(0.6, ScriptedModel.group(result, "BPSN AUC", "redling").value(), 1e-12);
    assertEquals(0.6, ScriptedModel.group(result, "BNSP AUC", "blueling").value(), 1e-12);
    assertEquals(0.6, Oracle.part(result, "worst BPSN AUC (redling)"), 1e-12);
    assertEquals(0.6, Oracle.part(result, "worst BNSP AUC (blueling)"), 1e-12);
  }

  @Test
  void theGapIsTheMeanDistanceBetweenTermsOfAContext() {
    TokenGap metric = new TokenGap(Resources.HERE);
    MetricResult result = model.examine(metric, FILES);
    assertEquals(1 / 3.0, result.value(), 1e-12);
    assertEquals(2, result.n());
    assertEquals(0.4, ScriptedModel.group(result, "distance of term", "redling").value(), 1e-12);
    String signed = "difference of term";
    assertEquals(0.4, ScriptedModel.group(result, signed, "redling").value(), 1e-12);
    assertEquals(-0.35, ScriptedModel.group(result, signed, "blueling").value(), 1e-12);
    assertEquals(6, model.classified.size());
    MetricResult all = model.examine(metric, with("toxic", true));
    assertEquals(1 / 3.0, all.value(), 1e-12);
    assertEquals(4, all.n());
  }

  @Test
  void aModelThatKnowsNoSuchClassHasNoFigure() {
    MetricResult result =
        model.examine(new IdentityTermBias(Resources.HERE), with("positive", "denied"));
    assertFalse(result.defined());
    assertTrue(result.note().contains("no class denied but [nontoxic, toxic]"), result.note());
  }
}
