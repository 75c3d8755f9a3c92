package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.PenaltyTerm;
import governance.engine.Predictions;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSessionTest {
  private static final PenaltyTerm NORM =
      batch -> batch.embeddings().norm(2).mul(batch.mask()).mean();

  private static TrainingSession session(
      TextModel model, TrainingData data, TrainingOptions options, Term... terms) {
    return model.train(data, options, List.of(terms), List.of(), Fixture.TOKENIZER);
  }

  private static double train(TextModel model, TrainingData data, TrainingOptions options) {
    try (TrainingSession session = session(model, data, options)) {
      double last = 0;
      while (session.step() < session.steps()) {
        last = session.step(Map.of()).loss();
      }
      return last;
    }
  }

  @Test
  void aSmallModelLearnsToTellTwoKindsOfTextsApart() {
    TrainingData data = Fixture.sequences(200);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      train(model, data, Fixture.options(16, 0, Fixture.clipped()));
      Predictions found = model.predict(data.inputs());
      int right = 0;
      for (int i = 0; i < data.size(); i++) {
        float[] p = found.sequences()[i];
        assertEquals(1, p[0] + p[1], 1e-5);
        right += p[data.labels()[i]] > 0.5 ? 1 : 0;
      }
      assertTrue(right >= 195, "right " + right + " of 200");
    }
  }

  @Test
  void aSmallModelLearnsToTagTokens() {
    TrainingData data = Fixture.tokens(200);
    try (TextModel model = Fixture.model(Task.TOKEN_CLASSIFICATION, 0)) {
      double loss = train(model, data, Fixture.options(16, 0, Fixture.clipped()));
      assertTrue(loss < 0.5, "loss " + loss);
      Predictions found = model.predict(data.inputs());
      for (int i = 0; i < data.size(); i++) {
        assertEquals(data.inputs().get(i).length(), found.tokens()[i].length);
        assertEquals(3, found.tokens()[i][0].length);
      }
    }
  }

  @Test
  void microBatchesGiveTheSameStepAsTheWholeBatch() {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      TrainingData data =
          task == Task.SEQUENCE_CLASSIFICATION ? Fixture.sequences(40) : Fixture.tokens(40);
      StepResult whole = first(task, data, 0);
      StepResult parts = first(task, data, 5);
      assertEquals(whole.loss(), parts.loss(), 1e-5);
      assertEquals(whole.gradientNorm(), parts.gradientNorm(), 1e-5 * whole.gradientNorm());
      assertEquals(whole.tokens(), parts.tokens());
      assertTrue(parts.padded() <= whole.padded());
    }
  }

  private static StepResult first(Task task, TrainingData data, int microBatch) {
    try (TextModel model = Fixture.model(task, 0);
        TrainingSession session =
            session(model, data, Fixture.options(16, microBatch, Fixture.clipped()))) {
      return session.step(Map.of());
    }
  }

  @Test
  void theProbabilityOfTheFavourableClassMayBeAskedForFirst() {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      boolean sequences = task == Task.SEQUENCE_CLASSIFICATION;
      TrainingData data = sequences ? Fixture.sequences(16) : Fixture.tokens(16);
      Term first = new Term("x.first", batch -> batch.favourable().mean());
      try (TextModel model = Fixture.model(task, 0);
          TrainingSession session =
              session(model, data, Fixture.options(16, 0, Fixture.clipped()), first)) {
        double mean = session.step(Map.of("x.first", 1.0)).terms().get("x.first");
        assertTrue(mean > 0 && mean < 1, task + ": " + mean);
      }
    }
  }

  @Test
  void aStepReportsLossTermsAndTotalAndOnlyTermsWithAWeightAreEvaluated() {
    int[] calls = new int[1];
    Term counted =
        new Term(
            "x.counted",
            batch -> {
              calls[0]++;
              return batch.constant(2);
            });
    TrainingData data = Fixture.sequences(32);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(
                model,
                data,
                Fixture.options(16, 0, Fixture.clipped()),
                new Term("x.norm", NORM),
                counted)) {
      StepResult one = session.step(Map.of("x.norm", 0.5));
      assertEquals(List.of("x.norm"), List.copyOf(one.terms().keySet()));
      assertEquals(0, calls[0]);
      assertEquals(one.loss() + 0.5 * one.terms().get("x.norm"), one.total(), 1e-6);
      StepResult two = session.step(Map.of("x.counted", 0.0, "x.norm", 3.0));
      assertEquals(List.of("x.norm", "x.counted"), List.copyOf(two.terms().keySet()));
      assertEquals(2, two.terms().get("x.counted"), 0);
      assertEquals(two.loss() + 3 * two.terms().get("x.norm"), two.total(), 1e-6);
      assertEquals(1, two.step());
      assertThrows(IllegalArgumentException.class, () -> session.step(Map.of("x.none", 1.0)));
      assertThrows(IllegalArgumentException.class, () -> session.step(Map.of("x.norm", -1.0)));
    }
  }

  @Test
  void aTermShapesTheModel() {
    TrainingData data = Fixture.sequences(64);
    double[] norms = new double[2];
    for (int i = 0; i < 2; i++) {
      try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
          TrainingSession session =
              session(
                  model,
                  data,
                  Fixture.options(16, 0, Fixture.clipped()),
                  new Term("x.norm", NORM))) {
        while (session.step() < session.steps()) {
          norms[i] = session.step(Map.of("x.norm", i * 10.0)).terms().get("x.norm");
        }
      }
    }
    assertTrue(norms[1] < 0.8 * norms[0], norms[0] + " and with a weight " + norms[1]);
  }

  private static void failing(PenaltyTerm bad, String part) {
    TrainingData data = Fixture.sequences(32);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(
                model,
                data,
                Fixture.options(16, 0, Fixture.clipped()),
                new Term("x.norm", NORM),
                new Term("x.bad", bad))) {
      session.step(Map.of("x.norm", 1.0));
      String before = model.digest();
      TermFailedException e =
          assertThrows(
              TermFailedException.class, () -> session.step(Map.of("x.norm", 1.0, "x.bad", 1.0)));
      assertEquals("x.bad", e.id());
      assertTrue(e.getMessage().contains(part), e.getMessage());
      assertEquals(before, model.digest());
      assertEquals(1, session.step());
      session.step(Map.of("x.norm", 1.0));
      assertNotEquals(before, model.digest());
    }
  }

  @Test
  void aTermThatFailsIsNamedAndTheModelIsUnchanged() {
    failing(
        batch -> {
          throw new IllegalStateException("no luck");
        },
        "no luck");
    failing(
        batch -> {
          throw new StackOverflowError();
        },
        "StackOverflowError");
    failing(batch -> null, "null");
    failing(batch -> batch.probabilities(), "shape [16, 2] instead of a scalar");
    failing(batch -> batch.probabilities().sum().mul(Double.NaN), "NaN");
    failing(batch -> batch.logits().square().neg().sum().log(), "NaN");
    failing(batch -> batch.embeddings().mul(0).abs().pow(0.5).sum(), "the gradient is not finite");
  }

  /** A channel that is none of a file, such as one that decrypts. */
  private record Plain(SeekableByteChannel in) implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer into) throws IOException {
      return in.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return in.write(from);
    }

    @Override
    public long position() throws IOException {
      return in.position();
    }

    @Override
    public SeekableByteChannel position(long at) throws IOException {
      in.position(at);
      return this;
    }

    @Override
    public long size() throws IOException {
      return in.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      in.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return in.isOpen();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  @Test
  void aCheckpointInAChannelIsTheSame(@TempDir Path folder) throws IOException {
    TrainingData data = Fixture.sequences(50);
    TrainingOptions options = Fixture.options(8, 4, Fixture.clipped());
    Path file = folder.resolve("file");
    Path channel = folder.resolve("channel");
    String trained;
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, data, options)) {
      session.step(Map.of());
      session.checkpoint(file);
      try (SeekableByteChannel out =
          Files.newByteChannel(channel, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        session.checkpoint(new Plain(out));
        assertTrue(out.isOpen());
      }
      trained = model.digest();
    }
    assertEquals(-1, Files.mismatch(file, channel));
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, data, options)) {
      SeekableByteChannel in = new Plain(Files.newByteChannel(channel));
      session.restore(in, "a channel");
      assertEquals(1, session.step());
      assertEquals(trained, model.digest());
      assertFalse(in.isOpen());
      Files.write(channel, new byte[20]);
      GovernanceException e =
          assertThrows(
              GovernanceException.class,
              () -> session.restore(new Plain(Files.newByteChannel(channel)), "a channel"));
      assertTrue(e.getMessage().contains("a channel"), e.getMessage());
    }
  }

  @Test
  void resumingFromACheckpointGivesTheSameBits(@TempDir Path folder) throws IOException {
    TrainingData data = Fixture.sequences(50);
    TrainingOptions options = Fixture.options(8, 4, Fixture.clipped());
    Path file = folder.resolve("c.safetensors");
    String straight;
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, data, options, new Term("x.norm", NORM))) {
      for (int i = 0; i < 20; i++) {
        if (i == 9) {
          session.checkpoint(file);
        }
        session.step(Map.of("x.norm", 0.1));
      }
      straight = model.digest();
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, data, options, new Term("x.norm", NORM))) {
      session.restore(file);
      assertEquals(9, session.step());
      while (session.step() < 20) {
        session.step(Map.of("x.norm", 0.1));
      }
      assertEquals(straight, model.digest());
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, Fixture.tweaked(50), options)) {
      assertThrows(GovernanceException.class, () -> session.restore(file));
      Files.writeString(file, "damaged");
      assertThrows(GovernanceException.class, () -> session.restore(file));
      assertEquals(0, session.step());
    }
  }

  @Test
  void clippingOfEachRowAndNoiseTrainWithPoissonBatches() {
    TrainingData data = Fixture.sequences(12);
    GradientPlan plan =
        new GradientPlan(GradientPlan.Clipping.PER_SAMPLE, 0.5, 1.0, GradientPlan.Sampling.POISSON);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, data, Fixture.options(1, 0, plan))) {
      boolean empty = false;
      while (session.step() < session.steps()) {
        StepResult result = session.step(Map.of());
        empty |= result.tokens() == 0;
        assertTrue(Double.isFinite(result.total()) && result.gradientNorm() > 0);
      }
      assertTrue(empty, "a batch without rows was part of the test");
    }
  }

  @Test
  void theGradientOfOneRowWithoutNoiseIsClippedToTheBound() {
    TrainingData data = Fixture.sequences(1);
    GradientPlan plan =
        new GradientPlan(GradientPlan.Clipping.PER_SAMPLE, 0.01, 0, GradientPlan.Sampling.SHUFFLE);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, data, Fixture.options(1, 0, plan))) {
      assertEquals(0.01, session.step(Map.of()).gradientNorm(), 1e-5);
    }
  }

  @Test
  void automaticClippingTakesEachRowNearlyToTheBound() {
    TrainingData data = Fixture.sequences(1);
    GradientPlan plan =
        new GradientPlan(
            GradientPlan.Clipping.PER_SAMPLE_NORMALISED, 100, 0, GradientPlan.Sampling.SHUFFLE);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, data, Fixture.options(1, 0, plan))) {
      double norm = session.step(Map.of()).gradientNorm();
      assertTrue(norm > 90 && norm < 100, "norm " + norm);
    }
  }

  @Test
  void rowWeightsScaleTheLossOfTheirRows() {
    TrainingData d = Fixture.sequences(16);
    double[] weights = new double[16];
    weights[3] = 16;
    TrainingData weighted =
        new TrainingData(
            d.inputs(),
            d.labels(),
            null,
            weights,
            d.texts(),
            d.content(),
            d.groups(),
            d.numbers(),
            1);
    double[] own = new double[1];
    Term row =
        new Term(
            "x.row",
            batch -> {
              own[0] = batch.sampleLoss().mul(batch.weights()).mean().item();
              return batch.constant(0);
            });
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            session(model, weighted, Fixture.options(16, 0, Fixture.clipped()), row)) {
      double loss = session.step(Map.of("x.row", 1.0)).loss();
      assertEquals(own[0], loss, 1e-6);
      assertFalse(Double.isNaN(loss));
    }
  }

  private static void refused(Task task, TrainingData data, String part) {
    try (TextModel model = Fixture.model(task, 0)) {
      RuntimeException e =
          assertThrows(
              RuntimeException.class,
              () -> session(model, data, Fixture.options(4, 0, Fixture.clipped())));
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void dataThatIsNotWholeIsRefusedBeforeTraining() {
    TrainingData d = Fixture.sequences(4);
    refused(
        Task.SEQUENCE_CLASSIFICATION,
        TrainingData.of(List.of(), new int[0], List.of()),
        "no rows; allowed: at least one");
    refused(
        Task.SEQUENCE_CLASSIFICATION,
        TrainingData.of(d.inputs(), new int[3], d.texts()),
        "3 labels for 4 rows");
    refused(
        Task.SEQUENCE_CLASSIFICATION,
        TrainingData.of(d.inputs(), new int[] {0, 1, 2, 0}, d.texts()),
        "row 2: label 2 of 2 classes");
    refused(Task.TOKEN_CLASSIFICATION, d, "0 labels for 4 rows");
    TrainingData t = Fixture.tokens(4);
    t.tokenLabels()[1] = new int[2];
    refused(Task.TOKEN_CLASSIFICATION, t, "row 1: 2 labels for");
  }
}
