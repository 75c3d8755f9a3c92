package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.GradientPlan;
import governance.api.train.OwnBuffer;
import governance.api.train.OwnParameter;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.api.train.PrivateStatistic;
import governance.engine.Adversarial;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.engine.internal.memory.Forced;
import governance.engine.internal.memory.Readback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the values of steps are read back changes nothing but when they are known. */
class ReadEveryTest {
  private static final String ID = "x.all";
  private static final int BAD = 13;

  /** Trains a tensor, keeps a buffer, releases a statistic and says how precise it is. */
  private record Everything(Function<PenaltyContext, Tensor> fault) implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      return List.of(OwnParameter.normal("scale", 0.1, 2));
    }

    @Override
    public List<OwnBuffer> buffers() {
      return List.of(OwnBuffer.of("mean", 0.25), OwnBuffer.of("rows", 0, 2, 1));
    }

    @Override
    public List<PrivateStatistic> statistics() {
      return List.of(new PrivateStatistic("scores", 1, 1, 0.25, 0.5));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor scores = batch.favourable();
      Tensor mean = scores.mean();
      batch.contribute("scores", scores.unsqueeze(1));
      batch.keep("mean", batch.buffer("mean").mul(0.9).add(mean.detach().mul(0.1)));
      batch.keep("rows", batch.buffer("rows").add(batch.size()));
      batch.estimated(mean.sub(0.5).abs().detach(), batch.constant(0.125));
      Tensor gap = mean.sub(batch.buffer("mean")).square();
      Tensor own = batch.own("scale").square().sum();
      return gap.add(own)
          .add(batch.released("scores").sum().mul(scores.mean()).square())
          .add(fault.apply(batch));
    }
  }

  private static Everything sound() {
    return new Everything(batch -> batch.constant(0));
  }

  private static TrainingOptions options(int every) {
    return Fixture.options(3, 2, Fixture.clipped()).toBuilder().readEvery(every).build();
  }

  private static TrainingSession session(
      TextModel model, TrainingOptions options, PenaltyTerm term) {
    return model.train(
        Fixture.sequences(60),
        options,
        List.of(new Term("x.spread", b -> b.logits().square().mean()), new Term(ID, term)),
        List.of(),
        Fixture.TOKENIZER);
  }

  private static Map<String, Double> weights(long step) {
    return step % 5 == 4 ? Map.of(ID, 0.5) : Map.of("x.spread", 0.01, ID, 0.5);
  }

  /** What training told and left behind. */
  private record Course(List<StepResult> results, String model, byte[] state, Throwable failure) {}

  private static Course train(TrainingOptions options, PenaltyTerm term, int steps, Path folder)
      throws IOException {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options, term)) {
      List<StepResult> results = new ArrayList<>();
      Throwable failure = null;
      try {
        while (session.step() < steps) {
          results.addAll(session.advance(weights(session.step())));
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      results.addAll(session.flush());
      assertEquals(results.size(), session.step());
      Path file = folder.resolve("state");
      session.checkpoint(file);
      return new Course(timeless(results), model.digest(), Files.readAllBytes(file), failure);
    }
  }

  private static List<StepResult> timeless(List<StepResult> results) {
    return results.stream()
        .map(
            r ->
                new StepResult(
                    r.step(),
                    r.epoch(),
                    r.loss(),
                    r.terms(),
                    r.total(),
                    r.gradientNorm(),
                    r.learningRate(),
                    r.tokens(),
                    r.padded(),
                    0,
                    0,
                    r.adversarial(),
                    r.estimates()))
        .toList();
  }

  private static void same(Course expected, Course got) {
    assertEquals(expected.results(), got.results());
    assertEquals(expected.model(), got.model());
    assertArrayEquals(expected.state(), got.state());
    assertEquals(String.valueOf(expected.failure()), String.valueOf(got.failure()));
  }

  @Test
  void theSameStepsInTheSameOrder(@TempDir Path folder) throws IOException {
    Course each = train(options(1), sound(), 47, folder);
    assertEquals(47, each.results().size());
    IntStream.range(0, 47).forEach(i -> assertEquals(i, each.results().get(i).step()));
    assertEquals(1, each.results().get(44).terms().size());
    assertTrue(each.results().get(0).estimates().get(ID).gap() > 0);
    same(each, train(options(10), sound(), 47, folder));
    same(each, train(options(7), sound(), 47, folder));
  }

  @Test
  void theSameWithPerturbedEmbeddings(@TempDir Path folder) throws IOException {
    List<Course> courses = new ArrayList<>();
    for (int every : new int[] {1, 10}) {
      TrainingOptions o = options(every);
      TrainingOptions moved =
          o.toBuilder()
              .adversarial(Optional.of(new Adversarial(0.05, 1, 0.05)))
              .readEvery(every)
              .build();
      courses.add(train(moved, sound(), 12, folder));
    }
    assertTrue(courses.get(0).results().get(11).adversarial() > 0);
    same(courses.get(0), courses.get(1));
  }

  @Test
  void theSameWithClippedRowsAndNoise(@TempDir Path folder) throws IOException {
    GradientPlan plan =
        new GradientPlan(
            GradientPlan.Clipping.PER_SAMPLE,
            0.5,
            0.7,
            GradientPlan.Sampling.POISSON,
            GradientPlan.NoiseSource.SEEDED);
    PenaltyTerm term = b -> b.favourable().square().mean();
    Course each = train(Fixture.options(3, 0, plan), term, 25, folder);
    same(
        each,
        train(Fixture.options(3, 0, plan).toBuilder().readEvery(10).build(), term, 25, folder));
    PenaltyTerm bad =
        b -> b.favourable().square().mean().add(b.constant(b.step() == BAD ? Double.NaN : 0));
    Course later =
        train(Fixture.options(3, 0, plan).toBuilder().readEvery(10).build(), bad, 25, folder);
    same(train(Fixture.options(3, 0, plan), bad, 25, folder), later);
    assertEquals(each.results().subList(0, BAD), later.results());
  }

  /** What goes wrong in step 13. */
  private enum Fault {
    TERM(b -> b.constant(Double.NaN), ID + ": returned NaN, expected a finite number"),
    GRADIENT(
        b -> b.embeddings().mul(0).abs().pow(0.5).sum(),
        ID + ": the gradient is not finite; the loss is"),
    BUFFER(
        b -> {
          b.keep("mean", b.constant(Double.POSITIVE_INFINITY));
          return b.constant(0);
        },
        ID + ": threw buffer mean would hold Infinity"),
    STATISTIC(
        b -> {
          b.contribute("scores", b.favourable().mul(Double.NaN).unsqueeze(1));
          return b.constant(0);
        },
        ID + ": threw statistic scores would hold NaN"),
    ESTIMATE(
        b -> {
          b.estimated(b.constant(-1), b.constant(0));
          return b.constant(0);
        },
        ID + ": said that it estimates a gap of -1.0 with a standard error of 0.0"),
    EXCEPTION(
        b -> {
          throw new IllegalStateException("enough");
        },
        ID + ": threw enough");

    private final Function<PenaltyContext, Tensor> at;
    private final String message;

    Fault(Function<PenaltyContext, Tensor> at, String message) {
      this.at = at;
      this.message = message;
    }

    Everything term() {
      return new Everything(b -> b.step() == BAD ? at.apply(b) : b.constant(0));
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aStepThatFailsIsToldAndLeavesNothing(Fault fault, @TempDir Path folder) throws IOException {
    Course before = train(options(1), sound(), BAD, folder);
    Course each = train(options(1), fault.term(), 40, folder);
    Course later = train(options(10), fault.term(), 40, folder);
    assertEquals(
        "governance.engine.TermFailedException: " + fault.message, String.valueOf(each.failure()));
    same(each, later);
    assertEquals(before.results(), later.results());
    assertEquals(before.model(), later.model());
    assertArrayEquals(before.state(), later.state());
  }

  /** The results before it come first, by the call that found out; the next one throws. */
  @Test
  void theFailureIsThrownOnceAndTrainingCanGoOn(@TempDir Path folder) throws IOException {
    boolean[] bad = {true};
    Everything term = new Everything(b -> b.constant(b.step() == BAD && bad[0] ? Double.NaN : 0));
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(10), term)) {
      for (int i = 0; i < 19; i++) {
        assertEquals(i == 9 ? 10 : 0, session.advance(weights(i)).size());
      }
      assertEquals(19, session.step());
      assertEquals(3, session.advance(weights(19)).size());
      assertEquals(BAD, session.step());
      assertEquals(List.of(), session.flush());
      TermFailedException e =
          assertThrows(TermFailedException.class, () -> session.advance(weights(BAD)));
      assertEquals(ID, e.id());
      bad[0] = false;
      List<StepResult> rest = new ArrayList<>();
      while (session.step() < 30) {
        rest.addAll(session.advance(weights(session.step())));
      }
      assertEquals(17, rest.size());
      assertEquals(train(options(1), sound(), 30, folder).model(), model.digest());
    }
  }

  @Test
  void aCheckpointAmidABlockGoesOnWithAnother(@TempDir Path folder) throws IOException {
    Course straight = train(options(1), sound(), 30, folder);
    Path file = folder.resolve("c");
    List<StepResult> results = new ArrayList<>();
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(10), sound())) {
      while (session.step() < 14) {
        results.addAll(session.advance(weights(session.step())));
      }
      session.checkpoint(file);
      results.addAll(session.flush());
      assertEquals(14, results.size());
      session.advance(weights(14));
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(4), sound())) {
      session.advance(weights(0));
      session.restore(file);
      assertEquals(List.of(), session.flush());
      while (session.step() < 30) {
        results.addAll(session.advance(weights(session.step())));
      }
      results.addAll(session.flush());
      assertEquals(straight.results(), timeless(results));
      assertEquals(straight.model(), model.digest());
    }
  }

  @Test
  void theEndOfAnEpochIsWaitedFor() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, options(1000), sound())) {
      int told = 0;
      while (session.step() < session.steps()) {
        told += session.advance(weights(0)).size();
        if (session.step() % session.stepsPerEpoch() == 0) {
          assertEquals(session.step(), told);
        }
      }
      assertEquals(session.steps(), told);
    }
  }

  @Test
  void aSingleStepIsNotMixedWithOutstandingOnes() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, options(10), sound())) {
      assertEquals(0, session.step(weights(0)).step());
      session.advance(weights(1));
      assertThrows(IllegalStateException.class, () -> session.step(weights(2)));
      assertEquals(1, session.flush().size());
      assertEquals(2, session.step(weights(2)).step());
    }
  }

  @Test
  void aHundredStepsAreReadTenTimes() {
    Map<String, PenaltyTerm> terms = new LinkedHashMap<>();
    terms.put("x.all", sound());
    terms.put("x.spread", b -> b.logits().square().mean());
    terms.put("x.far", b -> b.representation().cdist(b.representation()).mean());
    terms.put("x.slope", b -> b.favourable().sum().gradient(b.embeddings()).square().sum());
    terms.put(
        "x.gap", b -> b.membership("sex").mul(b.favourable().unsqueeze(1)).mean(0).square().sum());
    for (int micro : new int[] {0, 1}) {
      TrainingOptions options =
          Fixture.options(2, micro, Fixture.clipped()).toBuilder().readEvery(10).build();
      try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
          TrainingSession session =
              model.train(
                  Fixture.sequences(100),
                  options,
                  terms.entrySet().stream().map(e -> new Term(e.getKey(), e.getValue())).toList(),
                  List.of(),
                  Fixture.TOKENIZER)) {
        Map<String, Double> weights = new LinkedHashMap<>();
        terms.keySet().forEach(id -> weights.put(id, 0.01));
        long before = Readback.count();
        int told = 0;
        for (int i = 0; i < 100; i++) {
          told += session.advance(weights).size();
        }
        assertEquals(100, told);
        assertEquals(10, Readback.count() - before, "micro-batch " + micro);
      }
    }
  }

  /** Norms of rows, factors and noise stay where they are. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHundredPrivateStepsAreReadTenTimes(boolean device) throws Exception {
    GradientPlan plan =
        new GradientPlan(GradientPlan.Clipping.PER_SAMPLE, 0.5, 0.7, GradientPlan.Sampling.POISSON);
    TrainingOptions options = Fixture.options(2, 0, plan).toBuilder().readEvery(10).build();
    long read =
        Forced.path(
            device,
            () -> {
              try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
                  TrainingSession session =
                      model.train(
                          Fixture.sequences(100),
                          options,
                          List.of(),
                          List.of(),
                          Fixture.TOKENIZER)) {
                long before = Readback.count();
                for (int i = 0; i < 100; i++) {
                  session.advance(Map.of());
                }
                return Readback.count() - before;
              }
            });
    assertEquals(10, read);
  }
}
