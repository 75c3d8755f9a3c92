package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.model.Task;
import governance.engine.Adversarial;
import governance.engine.Encoded;
import governance.engine.Masking;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TextModel.Party;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.engine.Tuning.Freeze;
import governance.engine.internal.TestDevice;
import governance.engine.internal.memory.Forced;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training on the path of a graphics card, forced on the processor, against the usual path. The
 * operations and their order are the same, dropout flags are bit for bit, and gradients of word
 * embeddings are added in the order of the rows by both ways: losses and weights are equal to the
 * last bit.
 */
class DevicePathTest {
  private static final int STEPS = 50;
  private static final Architecture SHAPE =
      new Architecture(Fixture.TOKENIZER.vocabulary(), 2, 16, 2, 32, 64);

  @TempDir Path folder;

  /** What is trained, apart from the path. */
  private record Job(
      Task task,
      double dropout,
      Precision precision,
      int micro,
      Adversarial adversarial,
      List<Term> terms,
      Optional<Path> base,
      Tuning tuning) {
    static Job plain(double dropout) {
      return new Job(
          Task.SEQUENCE_CLASSIFICATION,
          dropout,
          Precision.F32,
          0,
          null,
          List.of(),
          Optional.empty(),
          Tuning.FULL);
    }

    Job of(Task other) {
      return new Job(other, dropout, precision, micro, adversarial, terms, base, tuning);
    }

    Job in(Precision other) {
      return new Job(task, dropout, other, micro, adversarial, terms, base, tuning);
    }

    Job micro(int other) {
      return new Job(task, dropout, precision, other, adversarial, terms, base, tuning);
    }

    Job against(Adversarial other) {
      return new Job(task, dropout, precision, micro, other, terms, base, tuning);
    }

    Job with(List<Term> others) {
      return new Job(task, dropout, precision, micro, adversarial, others, base, tuning);
    }

    Job tuned(Path from, Tuning how) {
      Optional<Path> other = Optional.of(from);
      return new Job(task, dropout, precision, micro, adversarial, terms, other, how);
    }

    TextModel model() {
      boolean masked = task == Task.MASKED_LANGUAGE_MODEL;
      Masking hiding =
          new Masking(Fixture.TOKENIZER.mask(), Fixture.TOKENIZER.vocabulary(), 0.15, true);
      List<String> classes =
          masked
              ? List.of("other", "original")
              : task == Task.TOKEN_CLASSIFICATION ? List.of("O", "B", "I") : List.of("bad", "good");
      return Fixture.ENGINE.model(
          new ModelRequest(
              base,
              SHAPE,
              task,
              classes,
              3,
              TestDevice.NAME,
              precision,
              dropout,
              masked ? Optional.of(hiding) : Optional.empty(),
              tuning));
    }

    TrainingData data() {
      int rows = 80;
      if (task == Task.MASKED_LANGUAGE_MODEL) {
        List<String> texts = Fixture.texts(rows);
        List<Encoded> inputs = Fixture.TOKENIZER.encode(texts, 32);
        return new TrainingData(
            inputs, null, null, null, texts, new int[rows], Map.of(), Map.of(), -1);
      }
      return task == Task.TOKEN_CLASSIFICATION ? Fixture.tokens(rows) : Fixture.sequences(rows);
    }

    TrainingSession session(TextModel model) {
      TrainingOptions o = Fixture.options(6, micro, Fixture.clipped());
      TrainingOptions own = o.toBuilder().adversarial(Optional.ofNullable(adversarial)).build();
      float[][] answers =
          IntStream.range(0, 80)
              .mapToObj(i -> new float[] {i % 5 / 4f, 1 - i % 5 / 4f})
              .toArray(float[][]::new);
      boolean asks = terms.stream().anyMatch(t -> t.id().equals("agreement"));
      List<Party> parties = asks ? List.of(Party.answering("bank", answers)) : List.of();
      return model.train(data(), own, terms, parties, Fixture.TOKENIZER);
    }

    StepResult step(TrainingSession session) {
      return session.step(Objectives.weights(terms));
    }
  }

  /** Losses of each step, and the digest of the weights at the end. */
  private static List<String> course(Job job, boolean device, int steps) throws Exception {
    return Forced.path(
        device,
        () -> {
          List<String> course = new ArrayList<>();
          try (TextModel model = job.model();
              TrainingSession session = job.session(model)) {
            for (int i = 0; i < steps; i++) {
              course.add(numbers(job.step(session)));
            }
            course.add(model.digest());
          }
          return course;
        });
  }

  private static String numbers(StepResult step) {
    return step.loss() + " " + step.terms() + " " + step.adversarial() + " " + step.gradientNorm();
  }

  private static void assertSame(Job job) throws Exception {
    List<String> host = course(job, false, STEPS);
    List<String> device = course(job, true, STEPS);
    for (int i = 0; i < host.size(); i++) {
      assertEquals(host.get(i), device.get(i), "step " + i + " of " + job);
    }
  }

  @Test
  void withoutAndWithDropout() throws Exception {
    assertSame(Job.plain(0));
    assertSame(Job.plain(0.1));
  }

  @Test
  void inPartsOfABatchAndInBfloat16() throws Exception {
    assertSame(Job.plain(0.1).micro(4));
    assertSame(Job.plain(0.1).in(Precision.BF16));
  }

  @Test
  void withAllThatPenaltiesAskFor() throws Exception {
    assertSame(Job.plain(0.1).with(Objectives.five()));
    assertSame(Job.plain(0.1).micro(3).with(Objectives.five()));
    assertSame(Job.plain(0.1).with(Objectives.own()));
  }

  @Test
  void ofTokensAndOfHiddenPlaces() throws Exception {
    assertSame(Job.plain(0.1).of(Task.TOKEN_CLASSIFICATION));
    assertSame(Job.plain(0.1).of(Task.MASKED_LANGUAGE_MODEL));
  }

  @Test
  void againstPerturbations() throws Exception {
    assertSame(Job.plain(0.1).against(new Adversarial(0.1, 2, 0.1)));
  }

  @Test
  void ofLowRankUpdatesAndOfAPartOfTheLayers() throws Exception {
    try (TextModel base = Job.plain(0).model()) {
      base.write(folder);
    }
    Adapter adapter = new Adapter(Optional.empty(), 2, 4, 0.2, List.of("all-linear"), false);
    assertSame(Job.plain(0.1).tuned(folder, new Tuning(Optional.of(adapter), Freeze.NOTHING)));
    assertSame(Job.plain(0.1).tuned(folder, new Tuning(Optional.empty(), new Freeze(true, 1))));
  }

  /** Without dropout in attention a card computes it by one fused operation, in another order. */
  @Test
  void fusedAttentionStaysClose() throws Exception {
    try (TextModel base = Job.plain(0).model()) {
      base.write(folder);
    }
    Adapter adapter = new Adapter(Optional.empty(), 2, 4, 0.2, List.of("all-linear"), false);
    Job job = Job.plain(0).tuned(folder, new Tuning(Optional.of(adapter), Freeze.NOTHING));
    List<String> host = course(job, false, STEPS);
    List<String> device = course(job, true, STEPS);
    for (int i = 0; i < STEPS; i++) {
      double loss = Double.parseDouble(host.get(i).split(" ")[0]);
      double other = Double.parseDouble(device.get(i).split(" ")[0]);
      assertEquals(loss, other, 1e-5 * loss, "step " + i);
    }
  }

  /** A collection between forward and backward frees what only Java code keeps alive. */
  @Test
  void gradientsDoNotDependOnTheCollector() throws Exception {
    List<Term> quiet = new ArrayList<>(Objectives.five());
    quiet.add(new Term("collector", batch -> batch.constant(0)));
    List<Term> collecting = new ArrayList<>(Objectives.five());
    Term collector =
        new Term(
            "collector",
            batch -> {
              System.gc();
              overwrite();
              return batch.constant(0);
            });
    collecting.add(collector);
    List<String> expected = course(Job.plain(0.1).with(quiet), true, 8);
    assertEquals(expected, course(Job.plain(0.1).with(collecting), true, 8));
  }

  /** Takes and fills the pieces of native memory that the collection may have freed. */
  private static void overwrite() {
    for (int i = 0; i < 2000; i++) {
      ByteBuffer.allocateDirect(64 + i).putDouble(Double.MAX_VALUE).putDouble(Double.MAX_VALUE);
    }
  }

  @Test
  void whatOnePathWritesTheOtherGoesOnWith() throws Exception {
    Job job = Job.plain(0.1).with(Objectives.own());
    for (boolean first : new boolean[] {false, true}) {
      Path file = folder.resolve(first + ".safetensors");
      List<String> straight = new ArrayList<>();
      Forced.path(
          first,
          () -> {
            try (TextModel model = job.model();
                TrainingSession session = job.session(model)) {
              for (int i = 0; i < 5; i++) {
                job.step(session);
              }
              session.checkpoint(file);
              for (int i = 0; i < 5; i++) {
                straight.add(numbers(job.step(session)));
              }
            }
            return null;
          });
      List<String> resumed = new ArrayList<>();
      Forced.path(
          !first,
          () -> {
            try (TextModel model = job.model();
                TrainingSession session = job.session(model)) {
              session.restore(file);
              for (int i = 0; i < 5; i++) {
                resumed.add(numbers(job.step(session)));
              }
            }
            return null;
          });
      assertEquals(straight, resumed, first ? "device, then host" : "host, then device");
      assertEquals(5, straight.size());
    }
  }
}
