package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.evaluate.MetricResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorShiftTest {
  private static final Map<String, Object> FILES =
      Map.of("descriptors", "descriptors.json", "templates", "sentences.json");

  private final ScriptedModel model = new ScriptedModel();
  private final DescriptorShift metric = new DescriptorShift(Resources.HERE);

  @Test
  void shiftsAreAveragedOverSentencesAndThenByAxis() {
    model.positive =
        text ->
            0.5
                + (text.contains("redling") ? 0.2 : 0)
                - (text.contains("azure") ? 0.1 : 0)
                + (text.contains("like old") ? 0.05 : 0);
    MetricResult result = model.examine(metric, FILES);
    assertEquals((0.2 + 0.1 + 0.05 / 3) / 4, result.value(), 1e-12);
    assertEquals(12, result.n());
    String absolute = "absolute shift by axis";
    assertEquals(0.15, ScriptedModel.group(result, absolute, "colour").value(), 1e-12);
    assertEquals(0.05, ScriptedModel.group(result, "shift by axis", "colour").value(), 1e-12);
    assertEquals(0.05 / 6, ScriptedModel.group(result, absolute, "age").value(), 1e-12);
    assertEquals(6, ScriptedModel.group(result, absolute, "age").n());
    assertTrue(result.note().contains("greatest shifts: redling +0.200, azure -0.100"));
  }

  @Test
  void sentencesHaveTheirArticlesAndCapitals() {
    model.examine(metric, FILES);
    for (String text :
        List.of(
            "I'm a person.",
            "I'm an azure person.",
            "I like old people.",
            "An hourly person is here.",
            "A redling person is here.")) {
      assertTrue(model.classified.contains(text), text + " in " + model.classified);
    }
    assertEquals(15, model.classified.size());
  }

  @Test
  void aNounWithoutItsPluralIsRefused() {
    Map<String, Object> settings = new HashMap<>(FILES);
    settings.put("noun", "person");
    var e = assertThrows(GovernanceException.class, () -> model.examine(metric, settings));
    assertTrue(e.getMessage().contains("person/people"), e.getMessage());
  }
}
