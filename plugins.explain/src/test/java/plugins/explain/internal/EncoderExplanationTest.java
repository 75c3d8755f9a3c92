package plugins.explain.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Integrated gradients of a transformer: complete, and each text for itself. */
class EncoderExplanationTest {
  private static final Engine ENGINE = ServiceLoader.load(Engine.class).findFirst().orElseThrow();

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void scoresSumToTheDifferenceOfTheOutputs(Task task) {
    Tokenizer tokenizer = ENGINE.tokenizer(Optional.empty());
    List<Encoded> texts =
        tokenizer.encode(
            List.of("the loan was taken for a car in march", "a man", "a very small house"), 32);
    try (TextModel model = ENGINE.model(request(tokenizer, task))) {
      Explanation all = explain(model, texts, Map.of());
      for (int i = 0; i < texts.size(); i++) {
        Attribution one = all.attributions().get(i);
        assertEquals(texts.get(i).length(), one.scores().length);
        double most = Arrays.stream(one.scores()).map(Math::abs).max().orElse(0);
        assertTrue(most > 1e-5, "the text matters: " + one);
        assertTrue(Math.abs(one.delta()) < 1e-3 * most + 1e-7, "delta " + one.delta());
        assertEquals(0, one.scores()[0], "the first token is that of the baseline");
        Attribution alone =
            explain(model, List.of(texts.get(i)), Map.of("rowsPerPass", 5)).attributions().get(0);
        assertEquals(alone.target(), one.target());
        assertEquals(alone.position(), one.position());
        assertArrayEquals(alone.scores(), one.scores(), 1e-3 * most);
      }
      assertTrue(all.error().getAsDouble() < 1e-4, "error " + all.error());
    }
  }

  private static Explanation explain(
      TextModel model, List<Encoded> texts, Map<String, Object> settings) {
    Settings given = Settings.of("explain.integrated-gradients", settings);
    return model
        .explain(
            texts, (explained, batch) -> new IntegratedGradients().explain(explained, batch, given))
        .get(0);
  }

  private static ModelRequest request(Tokenizer tokenizer, Task task) {
    return new ModelRequest(
        Optional.empty(),
        new ModelRequest.Architecture(tokenizer.vocabulary(), 2, 64, 2, 128, 64),
        task,
        List.of("O", "B-A", "I-A"),
        3,
        "cpu",
        Precision.F32,
        0.1);
  }
}
