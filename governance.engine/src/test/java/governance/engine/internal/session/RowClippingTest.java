package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.PenaltyTerm;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that clip row by row, through the engine's service. */
class RowClippingTest {
  private static final PenaltyTerm NORM = b -> b.logits().square().sum(1).mean();

  private static GradientPlan plan(double clip, double noise, NoiseSource source) {
    return new GradientPlan(Clipping.PER_SAMPLE, clip, noise, Sampling.SHUFFLE, source);
  }

  private static GradientPlan silent() {
    return plan(0.5, 0, NoiseSource.CRYPTOGRAPHIC);
  }

  /** Some steps in micro-batches of a size; returns what the first gave and the model's digest. */
  private record Ran(StepResult first, String digest, List<float[]> predictions) {}

  private static Ran run(TrainingData data, int micro, GradientPlan plan, Term... terms) {
    Map<String, Double> weights = terms.length == 0 ? Map.of() : Map.of("x.term", 0.3);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            model.train(
                data,
                Fixture.options(8, micro, plan),
                List.of(terms),
                List.of(),
                Fixture.TOKENIZER)) {
      StepResult first = session.step(weights);
      session.step(weights);
      return new Ran(first, model.digest(), List.of(model.predict(data.inputs()).sequences()));
    }
  }

  private static void same(Ran one, Ran two) {
    assertEquals(one.first.loss(), two.first.loss(), 1e-5);
    assertEquals(one.first.total(), two.first.total(), 1e-5);
    assertEquals(one.first.terms().keySet(), two.first.terms().keySet());
    one.first.terms().forEach((id, v) -> assertEquals(v, two.first.terms().get(id), 1e-5, id));
    double norm = one.first.gradientNorm();
    assertEquals(norm, two.first.gradientNorm(), 1e-5 * norm);
    for (int i = 0; i < one.predictions.size(); i++) {
      for (int c = 0; c < one.predictions.get(i).length; c++) {
        assertEquals(one.predictions.get(i)[c], two.predictions.get(i)[c], 1e-4);
      }
    }
  }

  @Test
  void microBatchesOfAnySizeGiveTheSameStep() {
    TrainingData data = Fixture.sequences(20);
    Ran whole = run(data, 0, silent());
    for (int micro : new int[] {1, 3, 8}) {
      same(whole, run(data, micro, silent()));
    }
  }

  /** What row by row would give is what any term gives that makes the engine take the loop. */
  @Test
  void aTermIsClippedWithTheLossOfItsRowInBothWays() {
    TrainingData data = Fixture.sequences(20);
    PenaltyTerm loop =
        b -> {
          b.logits().gradient(b.logits());
          return NORM.evaluate(b);
        };
    same(
        run(data, 0, silent(), new Term("x.term", NORM)),
        run(data, 0, silent(), new Term("x.term", loop)));
  }

  @Test
  void termsThatOneBackwardPassCannotFollowTakeTheLoop() {
    TrainingData data = Fixture.sequences(12);
    List<PenaltyTerm> terms =
        List.of(
            b -> b.logits().sum().gradient(b.embeddings()).square().sum(2).sum(1).mean(),
            b -> b.forward(b.encode(b.texts())).square().sum(1).mean(),
            b -> b.parameters().values().iterator().next().square().mean());
    for (PenaltyTerm term : terms) {
      int[] rows = new int[1];
      PenaltyTerm counted =
          b -> {
            rows[0] = b.size();
            return term.evaluate(b);
          };
      Ran ran = run(data, 0, silent(), new Term("x.term", counted));
      assertEquals(1, rows[0]);
      assertTrue(ran.first.gradientNorm() > 0);
    }
    int[] rows = new int[1];
    PenaltyTerm twice =
        b -> {
          rows[0] = Math.max(rows[0], b.size());
          return b.forward(b.input()).sub(b.logits()).square().sum(1).mean();
        };
    run(data, 0, silent(), new Term("x.term", twice));
    assertEquals(8, rows[0], "a second pass of the same rows takes one backward pass");
  }

  @Test
  void seededNoiseRepeatsAndCryptographicNoiseDoesNot() {
    TrainingData data = Fixture.sequences(12);
    GradientPlan seeded = plan(0.5, 1, NoiseSource.SEEDED);
    assertEquals(run(data, 0, seeded).digest, run(data, 0, seeded).digest);
    GradientPlan secret = plan(0.5, 1, NoiseSource.CRYPTOGRAPHIC);
    assertNotEquals(run(data, 0, secret).digest, run(data, 0, secret).digest);
  }

  /** The first loss depends on dropout alone: every row is drawn, and the model is the same. */
  private static double firstLoss(NoiseSource source) {
    TrainingData data = Fixture.sequences(12);
    GradientPlan plan = new GradientPlan(Clipping.PER_SAMPLE, 0.5, 1, Sampling.POISSON, source);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.4);
        TrainingSession session =
            model.train(
                data, Fixture.options(12, 0, plan), List.of(), List.of(), Fixture.TOKENIZER)) {
      return session.step(Map.of()).loss();
    }
  }

  /** Who knew the flags could tell a batch with a row from one without by all other rows. */
  @Test
  void dropoutIsSecretWhereNoiseIs() {
    assertEquals(firstLoss(NoiseSource.SEEDED), firstLoss(NoiseSource.SEEDED));
    assertNotEquals(firstLoss(NoiseSource.CRYPTOGRAPHIC), firstLoss(NoiseSource.CRYPTOGRAPHIC));
  }

  @Test
  void noiseIsOnceABatchAndDividedByTheExpectedSize() {
    TrainingData data = Fixture.sequences(12);
    GradientPlan loud = plan(0.01, 100, NoiseSource.CRYPTOGRAPHIC);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            model.train(
                data, Fixture.options(8, 2, loud), List.of(), List.of(), Fixture.TOKENIZER)) {
      double count = model.parameters();
      double norm = session.step(Map.of()).gradientNorm();
      double deviation = 1 / (1 - 100 * Math.sqrt(count) * Math.scalb(1.0, -20)); // rounding too
      assertEquals(deviation * Math.sqrt(count) / 8, norm, 5 * Math.sqrt(0.5) / 8);
    }
  }

  @Test
  void batchesOfOneRowAndDrawsOfNoneAreSteps() {
    TrainingData data = Fixture.sequences(6);
    GradientPlan plan = new GradientPlan(Clipping.PER_SAMPLE, 0.5, 1, Sampling.POISSON);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            model.train(
                data, Fixture.options(1, 0, plan), List.of(), List.of(), Fixture.TOKENIZER)) {
      boolean empty = false;
      while (session.step() < session.steps()) {
        String before = model.digest();
        StepResult result = session.step(Map.of());
        empty |= result.tokens() == 0;
        assertTrue(result.gradientNorm() > 0 && Double.isFinite(result.total()));
        assertFalse(before.equals(model.digest()) && result.learningRate() > 0);
      }
      assertTrue(empty, "a draw without rows was part of the test");
    }
  }

  @Test
  void aRowWithoutAFiniteGradientIsRefusedAndNothingChanges() {
    TrainingData data = Fixture.sequences(8);
    PenaltyTerm bad =
        b -> {
          var zero = b.logits().sub(b.logits()).sum(1);
          return zero.pow(0.5).mean();
        };
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            model.train(
                data,
                Fixture.options(8, 0, silent()),
                List.of(new Term("x.term", bad)),
                List.of(),
                Fixture.TOKENIZER)) {
      String before = model.digest();
      var thrown =
          assertThrows(TermFailedException.class, () -> session.step(Map.of("x.term", 1.0)));
      assertEquals("x.term", thrown.id());
      assertEquals(before, model.digest());
      assertEquals(0, session.step());
    }
  }
}
