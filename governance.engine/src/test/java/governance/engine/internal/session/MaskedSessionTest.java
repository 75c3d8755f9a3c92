package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.engine.ClozeScorer;
import governance.engine.Encoded;
import governance.engine.Masking;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import governance.engine.internal.TestDevice;
import governance.engine.internal.memory.Forced;
import governance.engine.internal.memory.Readback;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of a masked language model through the engine's service. */
class MaskedSessionTest {
  private final TrainingData data = data();

  private static TrainingData data() {
    List<String> texts = Fixture.texts(48);
    List<Encoded> inputs = Fixture.TOKENIZER.encode(texts, 32);
    return new TrainingData(inputs, null, null, null, texts, new int[48], Map.of(), Map.of(), -1);
  }

  private static TextModel model(Precision precision, double dropout) {
    int pieces = Fixture.TOKENIZER.vocabulary();
    return Fixture.ENGINE.model(
        new ModelRequest(
            Optional.empty(),
            new Architecture(pieces, 2, 16, 4, 32, 32),
            Task.MASKED_LANGUAGE_MODEL,
            List.of("other", "original"),
            3,
            TestDevice.NAME,
            precision,
            dropout,
            Optional.of(new Masking(Fixture.TOKENIZER.mask(), pieces, 0.15, true))));
  }

  private TrainingSession session(TextModel model, int micro, GradientPlan plan, Term... terms) {
    var options = Fixture.options(16, micro, plan);
    return model.train(data, options, List.of(terms), List.of(), Fixture.TOKENIZER);
  }

  private double loss(TextModel model) {
    double sum = 0;
    int count = 0;
    for (float[][] row : model.predict(data.inputs()).tokens()) {
      for (float[] place : row) {
        sum -= Math.log(place[1]);
        count++;
      }
    }
    return sum / count;
  }

  /** A text of one piece has one place to hide, so that evaluation hides what the score hides. */
  @Test
  void theScoreOfAPieceIsTheLogarithmOfItsProbabilityWhenHidden() {
    List<Encoded> texts = Fixture.TOKENIZER.encode(List.of("man", "loan", "the", "car"), 32);
    int compared = 0;
    try (TextModel model = model(Precision.F32, 0)) {
      float[][][] outcomes = model.predict(texts).tokens();
      List<double[]> scores = scores(model, texts);
      for (int i = 0; i < texts.size(); i++) {
        assertEquals(3, texts.get(i).length());
        // evaluation leaves or replaces one place in five; where it hides, both are the same
        compared += Math.abs(Math.log(outcomes[i][0][1]) - scores.get(i)[0]) < 1e-5 ? 1 : 0;
      }
    }
    assertTrue(compared >= 2, compared + " of 4");
  }

  /** The second piece of each text, hidden alone. */
  private static List<double[]> scores(TextModel model, List<Encoded> texts) {
    try (ClozeScorer scorer = model.cloze(Fixture.TOKENIZER.mask())) {
      return scorer.scores(texts, texts.stream().map(t -> new int[] {1}).toList());
    }
  }

  @Test
  void theLossFallsInBothPrecisionsAndWithDropout() {
    for (Precision precision : Precision.values()) {
      try (TextModel model = model(precision, precision == Precision.F32 ? 0.1 : 0)) {
        model.startFromCoOccurrence(data.inputs(), 1);
        double before = loss(model);
        try (TrainingSession session = session(model, 0, Fixture.clipped())) {
          while (session.step() < session.steps()) {
            session.step(Map.of());
          }
        }
        assertTrue(loss(model) < before - 0.2, before + " to " + loss(model));
      }
    }
  }

  @Test
  void theStartKnowsFrequenciesAndIsTheSameAgain() {
    try (TextModel random = model(Precision.F32, 0);
        TextModel model = model(Precision.F32, 0);
        TextModel again = model(Precision.F32, 0)) {
      model.startFromCoOccurrence(data.inputs(), 1);
      again.startFromCoOccurrence(data.inputs(), 1);
      assertTrue(loss(model) < loss(random) - 2);
      assertEquals(model.digest(), again.digest());
    }
  }

  @Test
  void aTrainingThatGoesOnIsTheSameToTheLastBit(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("checkpoint");
    try (TextModel model = model(Precision.F32, 0.1);
        TextModel other = model(Precision.F32, 0.1)) {
      try (TrainingSession session = session(model, 0, Fixture.clipped())) {
        run(session, 3);
        session.checkpoint(file);
        run(session, 4);
      }
      try (TrainingSession session = session(other, 0, Fixture.clipped())) {
        session.restore(file);
        run(session, 4);
      }
      assertEquals(model.digest(), other.digest());
    }
  }

  private static void run(TrainingSession session, int steps) {
    for (int i = 0; i < steps; i++) {
      session.step(Map.of());
    }
  }

  @Test
  void microBatchesGiveTheSameStep() {
    StepResult whole = first(0);
    StepResult parts = first(5);
    assertEquals(whole.loss(), parts.loss(), 1e-5);
    assertEquals(whole.gradientNorm(), parts.gradientNorm(), 1e-5 * whole.gradientNorm());
  }

  private StepResult first(int micro) {
    try (TextModel model = model(Precision.F32, 0);
        TrainingSession session = session(model, micro, Fixture.clipped())) {
      return session.step(Map.of());
    }
  }

  @Test
  void rowsCanBeClippedOnTheirOwn() {
    GradientPlan plan =
        new GradientPlan(GradientPlan.Clipping.PER_SAMPLE, 0.5, 0.1, GradientPlan.Sampling.POISSON);
    try (TextModel model = model(Precision.F32, 0);
        TrainingSession session = session(model, 0, plan)) {
      assertTrue(Double.isFinite(session.step(Map.of()).gradientNorm()));
    }
  }

  @Test
  void aTermSeesTheLogitsOfHiddenPlaces() {
    long[][] shapes = new long[2][];
    Term term =
        new Term(
            "x.term",
            batch -> {
              shapes[0] = batch.logits().shape();
              shapes[1] = batch.labels().shape();
              return batch.logits().mul(0.001).mul(batch.logits()).mean();
            });
    try (TextModel model = model(Precision.F32, 0);
        TrainingSession session = session(model, 0, Fixture.clipped(), term)) {
      session.step(Map.of("x.term", 1.0));
    }
    assertEquals(Fixture.TOKENIZER.vocabulary(), shapes[0][1]);
    assertArrayEquals(new long[] {shapes[0][0]}, shapes[1]);
  }

  /** Rows are told apart by the places that were hidden, which are known without reading them. */
  @Test
  void privateStepsReadNothingBackButTheirValues() throws Exception {
    GradientPlan plan =
        new GradientPlan(GradientPlan.Clipping.PER_SAMPLE, 0.1, 1, GradientPlan.Sampling.SHUFFLE);
    long read =
        Forced.path(
            true,
            () -> {
              try (TextModel model = model(Precision.F32, 0);
                  TrainingSession session =
                      model.train(
                          data,
                          Fixture.options(4, 0, plan).toBuilder().readEvery(5).build(),
                          List.of(),
                          List.of(),
                          Fixture.TOKENIZER)) {
                long before = Readback.count();
                for (int i = 0; i < 5; i++) {
                  session.advance(Map.of());
                }
                return Readback.count() - before;
              }
            });
    assertEquals(1, read);
  }
}
