package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.GradientPlan;
import governance.api.train.OwnParameter;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.engine.Encoded;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Penalties that train tensors of their own, such as an adversary. */
class OwnParametersTest {
  private static final String ID = "x.adversary";

  /** An adversary that reads a group from the representation; its gradient may be reversed. */
  private record Adversary(int hidden, boolean reversed) implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      return List.of(OwnParameter.normal("w", 0.02, hidden, 2), OwnParameter.constant("b", 0, 2));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor h = batch.representation();
      Tensor read = reversed ? h.detach().mul(2).sub(h) : h;
      Tensor scores = read.matmul(batch.own("w")).add(batch.own("b"));
      return scores.logSoftmax(-1).mul(batch.membership("sex")).sum(1).neg().mean();
    }
  }

  private static List<Double> course(TextModel model, TrainingData data, boolean reversed) {
    Term term = new Term(ID, new Adversary(16, reversed));
    List<Double> values = new ArrayList<>();
    try (TrainingSession session = session(model, data, options(), term)) {
      while (session.step() < session.steps()) {
        values.add(session.step(Map.of(ID, 1.0)).terms().get(ID));
      }
    }
    return values;
  }

  private static TrainingOptions options() {
    return Fixture.options(16, 0, Fixture.clipped());
  }

  private static TrainingSession session(
      TextModel model, TrainingData data, TrainingOptions options, Term term) {
    return model.train(data, options, List.of(term), List.of(), Fixture.TOKENIZER);
  }

  /** Rows whose group is the parity of the row, which the text tells. */
  private static TrainingData grouped(int rows) {
    TrainingData data = Fixture.sequences(rows);
    int[] group = data.labels().clone();
    data.groups().put("sex", new Groups(List.of("f", "m"), group));
    return data;
  }

  private static double last(List<Double> course) {
    return course.subList(course.size() - 5, course.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  @Test
  void whatATermDeclaredIsTrainedAndAReversedGradientWorksAgainstTheModel() {
    double[] ends = new double[2];
    for (int i = 0; i < 2; i++) {
      try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0)) {
        List<Double> course = course(model, grouped(256), i == 1);
        assertEquals(Math.log(2), course.get(0), 0.05);
        ends[i] = last(course);
      }
    }
    assertTrue(ends[0] < 0.4, "a probe learns the group: " + ends[0]);
    assertTrue(ends[1] > ends[0] + 0.1, "the model hides it: " + ends[1] + " over " + ends[0]);
  }

  @Test
  void aCheckpointHoldsThem(@TempDir Path folder) throws IOException {
    TrainingData data = grouped(50);
    Path file = folder.resolve("c.safetensors");
    String straight;
    double value;
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(model, data, options(), new Term(ID, new Adversary(16, true)))) {
      for (int i = 0; i < 3; i++) {
        session.step(Map.of(ID, 1.0));
      }
      session.checkpoint(file);
      session.step(Map.of(ID, 1.0));
      value = session.step(Map.of(ID, 1.0)).terms().get(ID);
      straight = model.digest();
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(model, data, options(), new Term(ID, new Adversary(16, true)))) {
      session.restore(file);
      session.step(Map.of(ID, 1.0));
      assertEquals(value, session.step(Map.of(ID, 1.0)).terms().get(ID), 0);
      assertEquals(straight, model.digest());
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, data, options(), new Term(ID, b -> zero(b)))) {
      session.restore(file);
      session.step(Map.of(ID, 1.0));
      session.step(Map.of(ID, 1.0));
      assertNotEquals(straight, model.digest());
    }
  }

  private static Tensor zero(PenaltyContext batch) {
    return batch.constant(0);
  }

  @Test
  void theyAreClippedAndNoisedWithEachRowsGradient() {
    GradientPlan noisy =
        new GradientPlan(GradientPlan.Clipping.PER_SAMPLE, 1e-6, 1, GradientPlan.Sampling.SHUFFLE);
    Probe probe = new Probe(new ArrayList<>());
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            session(model, grouped(64), Fixture.options(16, 0, noisy), new Term(ID, probe))) {
      for (int i = 0; i < 4; i++) {
        session.step(Map.of(ID, 0.0));
      }
    }
    double before = probe.seen.get(0);
    double after = probe.seen.get(probe.seen.size() - 1);
    assertEquals(1, before, 0);
    assertNotEquals(before, after, "noise reaches what a penalty trains");
  }

  private record Probe(List<Double> seen) implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      return List.of(OwnParameter.constant("s", 1));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      seen.add(batch.own("s").item());
      return batch.own("s").square();
    }
  }

  @Test
  void whatFailsIsNamed() {
    PenaltyTerm bad = new Bad();
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, grouped(16), options(), new Term(ID, bad))) {
      TermFailedException e =
          assertThrows(TermFailedException.class, () -> session.step(Map.of(ID, 1.0)));
      assertEquals(ID, e.id());
      assertTrue(e.getMessage().contains("gradient is not finite"), e.getMessage());
    }
    Term none = new Term(ID, batch -> batch.own("absent").sum());
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, grouped(16), options(), none)) {
      TermFailedException e =
          assertThrows(TermFailedException.class, () -> session.step(Map.of(ID, 1.0)));
      assertTrue(e.getMessage().contains("absent"), e.getMessage());
    }
  }

  private static final class Bad implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      return List.of(OwnParameter.constant("z", 0));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      return batch.own("z").abs().pow(0.5);
    }
  }

  @Test
  void theRepresentationIsWhatTheHeadReads() {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      boolean sequences = task == Task.SEQUENCE_CLASSIFICATION;
      TrainingData data = sequences ? Fixture.sequences(16) : Fixture.tokens(16);
      int longest = data.inputs().stream().mapToInt(Encoded::length).max().orElseThrow();
      List<long[]> shapes = new ArrayList<>();
      Term look =
          new Term(
              "x.look",
              batch -> {
                shapes.add(batch.representation().shape());
                return batch.representation().square().mean();
              });
      try (TextModel model = Fixture.model(task, 0);
          TrainingSession session = session(model, data, options(), look)) {
        session.step(Map.of("x.look", 1.0));
      }
      long[] expected = sequences ? new long[] {16, 16} : new long[] {16, longest, 16};
      assertEquals(Arrays.toString(expected), Arrays.toString(shapes.get(0)));
    }
  }
}
