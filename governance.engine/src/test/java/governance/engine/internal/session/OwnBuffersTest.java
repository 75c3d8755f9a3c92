package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.GradientPlan;
import governance.api.train.OwnBuffer;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.engine.StepResult;
import governance.engine.Stratified;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What penalties keep from step to step, and how precisely they say they measure. */
class OwnBuffersTest {
  private static final String ID = "x.counter";

  /** Counts the steps that were done and their rows; fails when it is told to. */
  private static final class Counter implements PenaltyTerm {
    private final Function<PenaltyContext, Tensor> value;

    Counter(Function<PenaltyContext, Tensor> value) {
      this.value = value;
    }

    @Override
    public List<OwnBuffer> buffers() {
      return List.of(OwnBuffer.of("steps", 0), OwnBuffer.of("rows", 5, 2, 1));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      batch.keep("steps", batch.buffer("steps").add(1));
      batch.keep("rows", batch.buffer("rows").add(batch.size()));
      batch.estimated(batch.buffer("steps"), batch.constant(0.5));
      return value.apply(batch);
    }
  }

  private static Counter counter() {
    return new Counter(batch -> batch.buffer("steps").add(batch.logits().sum().mul(0)));
  }

  private static TrainingSession session(
      TextModel model, TrainingData data, int micro, PenaltyTerm term) {
    TrainingOptions options = Fixture.options(10, micro, Fixture.clipped());
    return model.train(data, options, List.of(new Term(ID, term)), List.of(), Fixture.TOKENIZER);
  }

  @Test
  void whatAStepKeepsTheNextOneReads(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("c.safetensors");
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, Fixture.sequences(40), 0, counter())) {
      for (int i = 0; i < 3; i++) {
        StepResult step = session.step(Map.of(ID, 1.0));
        // what was kept is read back in the same step
        assertEquals(i + 1, step.terms().get(ID), 0);
        assertEquals(i + 1, step.estimates().get(ID).gap(), 0);
        assertEquals(0.5, step.estimates().get(ID).standardError(), 0);
      }
      session.checkpoint(file);
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, Fixture.sequences(40), 0, counter())) {
      session.restore(file);
      assertEquals(4, session.step(Map.of(ID, 1.0)).terms().get(ID), 0);
    }
  }

  @Test
  void aStepThatFailsKeepsNothing() {
    boolean[] fail = {true};
    Counter term =
        new Counter(
            batch ->
                batch
                    .buffer("rows")
                    .sum()
                    .add(fail[0] ? batch.constant(Double.NaN) : batch.constant(0)));
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, Fixture.sequences(40), 0, term)) {
      assertThrows(TermFailedException.class, () -> session.step(Map.of(ID, 1.0)));
      fail[0] = false;
      assertEquals(30, session.step(Map.of(ID, 1.0)).terms().get(ID), 0, "5 and one batch, twice");
      assertEquals(50, session.step(Map.of(ID, 1.0)).terms().get(ID), 0);
    }
  }

  @Test
  void wrongNamesShapesAndValuesAreNamed() {
    refused(batch -> batch.buffer("absent"), "absent");
    refused(
        batch -> {
          batch.keep("rows", batch.constant(1));
          return batch.constant(0);
        },
        "shape [2, 1]");
    refused(
        batch -> {
          batch.keep("steps", batch.constant(Double.POSITIVE_INFINITY));
          return batch.constant(0);
        },
        "would hold Infinity");
    refused(
        batch -> {
          batch.estimated(batch.constant(-1), batch.constant(0));
          return batch.constant(0);
        },
        "gap of -1");
  }

  private static void refused(Function<PenaltyContext, Tensor> bad, String what) {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, Fixture.sequences(20), 0, new Counter(bad))) {
      TermFailedException e =
          assertThrows(TermFailedException.class, () -> session.step(Map.of(ID, 1.0)));
      assertEquals(ID, e.id());
      assertTrue(e.getMessage().contains(what), e.getMessage());
    }
  }

  /** A stratified order weighs rows back, unless it is told not to. */
  @Test
  void strataReachTermsAndWeights() {
    TrainingData data = Fixture.sequences(60);
    double[] sums = new double[2];
    for (int i = 0; i < 2; i++) {
      int at = i;
      PenaltyTerm look =
          batch -> {
            sums[at] = batch.weights().sum().item();
            assertTrue(batch.membership("sex").sum(0).min(0).item() >= 6);
            return batch.logits().sum().mul(0);
          };
      TrainingOptions o = Fixture.options(14, 0, Fixture.clipped());
      TrainingOptions strata = stratified(o, new Stratified(List.of("sex"), 6, i == 0));
      try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
          TrainingSession session =
              model.train(
                  data, strata, List.of(new Term(ID, look)), List.of(), Fixture.TOKENIZER)) {
        session.step(Map.of(ID, 1.0));
      }
    }
    assertEquals(14, sums[1], 1e-5);
    assertEquals(14, sums[0], 1e-4);
  }

  @Test
  void strataAreRefusedWhereRowsMustBeDrawnAlike() {
    GradientPlan poisson =
        new GradientPlan(GradientPlan.Clipping.GLOBAL, 1, 0, GradientPlan.Sampling.POISSON);
    TrainingOptions options =
        stratified(Fixture.options(14, 0, poisson), new Stratified(List.of("sex"), 1, true));
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0)) {
      TrainingData data = Fixture.sequences(30);
      assertThrows(
          IllegalArgumentException.class,
          () -> model.train(data, options, List.of(), List.of(), Fixture.TOKENIZER));
    }
  }

  private static TrainingOptions stratified(TrainingOptions o, Stratified strata) {
    return o.toBuilder().stratified(Optional.of(strata)).build();
  }
}
