package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.engine.Adversarial;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adversarial training in sessions: what steps tell, parts of batches, going on. */
class AdversarialSessionTest {
  @TempDir Path folder;

  private static TrainingOptions options(int micro, Adversarial adversarial) {
    TrainingOptions o = Fixture.options(6, micro, Fixture.clipped());
    return o.toBuilder().adversarial(Optional.ofNullable(adversarial)).build();
  }

  private static TrainingSession session(TextModel model, TrainingOptions options, Term... terms) {
    return model.train(
        Fixture.sequences(18), options, List.of(terms), List.of(), Fixture.TOKENIZER);
  }

  private static List<StepResult> steps(Adversarial adversarial, int micro, Term... terms) {
    List<StepResult> results = new ArrayList<>();
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, micro == 0 ? 0.1 : 0);
        TrainingSession session = session(model, options(micro, adversarial), terms)) {
      Map<String, Double> weights = terms.length == 0 ? Map.of() : Map.of(terms[0].id(), 0.0);
      for (int i = 0; i < 4; i++) {
        results.add(session.step(weights));
      }
    }
    return results;
  }

  @Test
  void thePerturbedLossIsGreaterAndThatWithoutPerturbationIsReported() {
    List<StepResult> plain = steps(null, 0);
    List<StepResult> moved = steps(new Adversarial(0.1, 1, 0.1), 0);
    assertTrue(Double.isNaN(plain.get(0).adversarial()));
    assertEquals(plain.get(0).loss(), moved.get(0).loss());
    assertTrue(moved.get(0).adversarial() > moved.get(0).loss());
    assertEquals(moved.get(0).loss() + moved.get(0).adversarial(), moved.get(0).total(), 1e-6);
    assertNotEquals(plain.get(3).loss(), moved.get(3).loss());
  }

  @Test
  void aRadiusOfNothingDoublesTheGradientWithTheSameDropout() {
    StepResult plain = steps(null, 0).get(0);
    StepResult moved = steps(new Adversarial(1e-9, 2, 1e-9), 0).get(0);
    assertEquals(plain.loss(), moved.adversarial(), 1e-6);
    assertEquals(2 * plain.gradientNorm(), moved.gradientNorm(), 1e-5 * moved.gradientNorm());
  }

  @Test
  void penaltiesDoNotSteerTheAttack() {
    Term term = new Term("t", batch -> batch.embeddings().sum().mul(100));
    Adversarial three = new Adversarial(0.1, 3, 0.05);
    StepResult alone = steps(three, 9).get(0);
    StepResult beside = steps(three, 9, term).get(0);
    assertEquals(alone.adversarial(), beside.adversarial(), 1e-6);
  }

  @Test
  void partsOfABatchGiveTheSameStep() {
    StepResult whole = steps(new Adversarial(0.1, 2, 0.05), 6).get(0);
    StepResult parts = steps(new Adversarial(0.1, 2, 0.05), 2).get(0);
    assertEquals(whole.adversarial(), parts.adversarial(), 1e-5);
    assertEquals(whole.gradientNorm(), parts.gradientNorm(), 1e-4 * whole.gradientNorm());
  }

  @Test
  void aResumedTrainingEndsWithTheSameBits() throws Exception {
    TrainingOptions options = options(0, new Adversarial(0.1, 2, 0.05));
    Path file = folder.resolve("checkpoint");
    String whole;
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options)) {
      for (int i = 0; i < 5; i++) {
        if (i == 2) {
          session.checkpoint(file);
        }
        session.step(Map.of());
      }
      whole = model.digest();
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options)) {
      session.restore(file);
      assertFalse(whole.equals(model.digest()));
      for (int i = 2; i < 5; i++) {
        session.step(Map.of());
      }
      assertEquals(whole, model.digest());
    }
  }
}
