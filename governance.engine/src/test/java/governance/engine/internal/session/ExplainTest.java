package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.engine.Encoded;
import governance.engine.TextModel;
import governance.engine.internal.script.FailingCalls;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private static final List<Encoded> TEXTS = Fixture.TOKENIZER.encode(Fixture.texts(5), 32);

  @Test
  void logitsOfTheEmbeddingsAreThoseOfThePrediction() {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      try (TextModel model = Fixture.model(task, 0.1)) {
        double[] got =
            model
                .explain(
                    TEXTS,
                    (m, b) -> m.logits(b, m.embeddings(b)).softmax(-1).slice(0, 2, 3).toArray())
                .get(0);
        float[] expected =
            task == Task.SEQUENCE_CLASSIFICATION
                ? model.predict(TEXTS).sequences()[2]
                : model.predict(TEXTS).tokens()[2][0];
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], got[i], 1e-5);
        }
      }
    }
  }

  @Test
  void variantsOfABatchGiveTheLogitsOfEach() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      model.explain(
          TEXTS,
          (m, b) -> {
            Tensor words = m.embeddings(b);
            Tensor other = m.baseline(b);
            double[] both = m.logits(b, words.concat(0, other)).toArray();
            assertArrayEquals(m.logits(b, words).toArray(), Arrays.copyOf(both, 10), 1e-6);
            assertArrayEquals(m.logits(b, other).toArray(), Arrays.copyOfRange(both, 10, 20), 1e-6);
            assertThrows(IllegalArgumentException.class, () -> m.logits(b, words.slice(0, 0, 3)));
            assertThrows(IllegalArgumentException.class, () -> m.logits(b, words.sum()));
            return 0;
          });
    }
  }

  @Test
  void theGradientForTheEmbeddingsIsTheSlopeOfTheLogits() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      model.explain(TEXTS, ExplainTest::checkSlope);
    }
  }

  private static int checkSlope(ExplainedModel m, Batch b) {
    Tensor words = m.embeddings(b);
    Tensor slope = m.logits(b, words).slice(1, 0, 1).sum().gradient(words);
    double size = slope.square().sum().sqrt().item();
    Tensor step = slope.mul(1e-3 / size).detach();
    double up = m.logits(b, words.add(step)).slice(1, 0, 1).sum().item();
    double down = m.logits(b, words.sub(step)).slice(1, 0, 1).sum().item();
    assertEquals(2e-3 * size, up - down, 1e-2 * 2e-3 * size);
    return 0;
  }

  @Test
  void theBaselineIsPaddingButForSpecialTokens() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      model.explain(
          TEXTS,
          (m, b) -> {
            Tensor words = m.embeddings(b).slice(0, 1, 2);
            Tensor base = m.baseline(b).slice(0, 1, 2);
            double[] same = words.sub(base).abs().sum(2).toArray();
            assertEquals(0, same[0]);
            assertTrue(same[1] > 0);
            assertEquals(0, same[b.tokens(1).size() - 1]);
            assertEquals(0, base.slice(1, 1, 2).abs().sum().item(), "padding row is 0");
            return 0;
          });
    }
  }

  @Test
  void tensorsOfAScopeEndWithIt() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      model.explain(
          TEXTS,
          (m, b) -> {
            Tensor words = m.embeddings(b);
            Tensor[] kept = new Tensor[2];
            double inside =
                m.scoped(
                    words,
                    x -> {
                      kept[0] = m.logits(b, x);
                      kept[1] = x.mul(2);
                      return kept[0].sum().item();
                    });
            assertEquals(m.logits(b, words).sum().item(), inside, 1e-6);
            for (Tensor gone : kept) {
              assertThrows(IllegalStateException.class, gone::toArray);
            }
            return 0;
          });
    }
  }

  /** Sums of logits of texts between their words and the baseline, several points at once. */
  private static List<double[]> points(ExplainedModel m, Batch b, int count, int atOnce) {
    Tensor words = m.embeddings(b);
    Tensor base = m.baseline(b);
    return m.scoped(
        words,
        count,
        atOnce,
        (x, from, to) -> {
          double[] sums = new double[to - from];
          Tensor path = x.add(base).mul(from / (double) count);
          for (int i = from + 1; i < to; i++) {
            path = path.concat(0, x.add(base).mul(i / (double) count));
          }
          double[] logits = m.logits(b, path).toArray();
          int each = logits.length / sums.length;
          for (int i = 0; i < sums.length; i++) {
            sums[i] = Arrays.stream(logits, i * each, (i + 1) * each).sum();
          }
          return sums;
        });
  }

  private static double[] flat(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void piecesAreHalvedWhereMemoryRunsOut() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      List<double[]> wanted = model.explain(TEXTS, (m, b) -> points(m, b, 7, 4)).get(0);
      assertEquals(List.of(4, 3), wanted.stream().map(part -> part.length).toList());
      try (FailingCalls failing = new FailingCalls("encode", 1, 1)) {
        List<List<double[]>> got = model.explain(TEXTS, (m, b) -> points(m, b, 7, 4));
        assertTrue(failing.calls() > 1);
        assertEquals(1, got.size(), "all texts at once");
        assertEquals(List.of(2, 2, 2, 1), got.get(0).stream().map(part -> part.length).toList());
        assertArrayEquals(flat(wanted), flat(got.get(0)), 1e-5);
      }
    }
  }

  @Test
  void textsAreHalvedWhereOnePieceDoesNotFit() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        FailingCalls failing = new FailingCalls("encode", 1, 3)) {
      List<Integer> sizes =
          model.explain(
              TEXTS,
              (m, b) -> {
                points(m, b, 2, 2);
                return b.size();
              });
      assertEquals(List.of(3, 2), sizes);
      assertTrue(failing.calls() > 3);
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        FailingCalls failing = new FailingCalls("encode", 1, Integer.MAX_VALUE)) {
      GovernanceException e =
          assertThrows(
              GovernanceException.class, () -> model.explain(TEXTS, (m, b) -> points(m, b, 2, 2)));
      assertTrue(e.getMessage().contains("one text of"), e.getMessage());
      assertTrue(e.getMessage().contains("was explained"), e.getMessage());
      assertTrue(failing.calls() > 3);
    }
  }
}
