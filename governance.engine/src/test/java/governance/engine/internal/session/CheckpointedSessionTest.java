package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.PenaltyTerm;
import governance.engine.Adversarial;
import governance.engine.Masking;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.TrainingSession;
import governance.engine.internal.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions with activation checkpointing beside those without: the same figures and weights. */
class CheckpointedSessionTest {
  private static final String ID = "test.term";

  private record Course(List<Double> figures, String digest, boolean checkpointing) {}

  private static Course course(
      Task task, Checkpointing checkpointing, Optional<Adversarial> adversarial, PenaltyTerm term) {
    TrainingOptions options =
        TrainingOptions.builder(2, 8, 5e-3, Fixture.clipped())
            .microBatch(3)
            .warmup(0.1)
            .schedule(Schedule.LINEAR)
            .weightDecay(0.01)
            .seed(42)
            .bucketing(true)
            .adversarial(adversarial)
            .checkpointing(checkpointing)
            .build();
    List<Term> terms = term == null ? List.of() : List.of(new Term(ID, term));
    Map<String, Double> weights = term == null ? Map.of() : Map.of(ID, 0.3);
    TrainingData data = data(task);
    try (TextModel model = model(task);
        TrainingSession session = model.train(data, options, terms, List.of(), Fixture.TOKENIZER)) {
      List<Double> figures = new ArrayList<>();
      while (session.step() < session.steps()) {
        var result = session.step(weights);
        figures.add(result.total());
        figures.add(result.gradientNorm());
        figures.addAll(result.terms().values());
      }
      return new Course(figures, model.digest(), session.memory().checkpointing());
    }
  }

  private static TrainingData data(Task task) {
    return switch (task) {
      case TOKEN_CLASSIFICATION -> Fixture.tokens(24);
      case SEQUENCE_CLASSIFICATION -> Fixture.sequences(24);
      case MASKED_LANGUAGE_MODEL -> {
        TrainingData rows = Fixture.sequences(24);
        yield new TrainingData(
            rows.inputs(), null, null, null, rows.texts(), new int[24], Map.of(), Map.of(), -1);
      }
    };
  }

  private static TextModel model(Task task) {
    if (task != Task.MASKED_LANGUAGE_MODEL) {
      return Fixture.model(task, 0.1);
    }
    int pieces = Fixture.TOKENIZER.vocabulary();
    return Fixture.ENGINE.model(
        new ModelRequest(
            Optional.empty(),
            new Architecture(pieces, 3, 16, 4, 32, 32),
            task,
            List.of("other", "original"),
            3,
            TestDevice.NAME,
            Precision.F32,
            0.1,
            Optional.of(new Masking(Fixture.TOKENIZER.mask(), pieces, 0.15, true))));
  }

  private static void same(
      Task task, Optional<Adversarial> adversarial, PenaltyTerm term, boolean kept) {
    Course wanted = course(task, Checkpointing.OFF, adversarial, term);
    Course got = course(task, Checkpointing.ON, adversarial, term);
    assertFalse(wanted.checkpointing());
    assertEquals(kept, got.checkpointing());
    assertEquals(wanted.figures(), got.figures());
    assertEquals(wanted.digest(), got.digest());
  }

  @Test
  void sequencesAndTokens() {
    same(Task.SEQUENCE_CLASSIFICATION, Optional.empty(), null, true);
    same(Task.TOKEN_CLASSIFICATION, Optional.empty(), null, true);
  }

  @Test
  void maskedLanguageModels() {
    same(Task.MASKED_LANGUAGE_MODEL, Optional.empty(), null, true);
  }

  @Test
  void adversarialTraining() {
    Adversarial attack = new Adversarial(0.05, 2, 0.04);
    same(Task.SEQUENCE_CLASSIFICATION, Optional.of(attack), null, true);
  }

  @Test
  void penaltiesOnResultsAndOtherTextsKeepIt() {
    PenaltyTerm term =
        batch -> {
          Tensor other = batch.forward(batch.encode(batch.texts())).softmax(-1);
          Tensor gap = other.sub(batch.probabilities());
          return gap.mul(gap).sum().add(batch.representation().square().mean());
        };
    same(Task.SEQUENCE_CLASSIFICATION, Optional.empty(), term, true);
  }

  @Test
  void penaltiesThatDifferentiateTrainWithWholeGraphs() {
    PenaltyTerm smooth =
        batch -> {
          Tensor slope = batch.logits().sum().gradient(batch.embeddings());
          return slope.mul(slope).sum();
        };
    same(Task.SEQUENCE_CLASSIFICATION, Optional.empty(), smooth, false);
    PenaltyTerm moved = batch -> batch.forward(batch.embeddings().mul(1.01)).square().mean();
    same(Task.SEQUENCE_CLASSIFICATION, Optional.empty(), moved, false);
  }

  @Test
  void aPenaltyOfTheWholeBatchIsTheMeanOfItsPartsByTheirRows() {
    List<Double> values = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    PenaltyTerm term =
        batch -> {
          Tensor value = batch.probabilities().mean(0).square().sum();
          values.add(value.item());
          rows.add(batch.size());
          return value;
        };
    List<Term> terms = List.of(new Term(ID, term));
    TrainingOptions options = Fixture.options(8, 3, Fixture.clipped());
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            model.train(Fixture.sequences(24), options, terms, List.of(), Fixture.TOKENIZER)) {
      double told = session.step(Map.of(ID, 1.0)).terms().get(ID);
      assertEquals(List.of(3, 3, 2), rows);
      double mean = 0;
      for (int i = 0; i < rows.size(); i++) {
        mean += values.get(i) * rows.get(i) / 8;
      }
      assertEquals(mean, told, 1e-6);
    }
  }

  @Test
  void automaticallyOnlyWhereMemoryIsShort() {
    Course course =
        course(Task.SEQUENCE_CLASSIFICATION, Checkpointing.AUTO, Optional.empty(), null);
    assertFalse(course.checkpointing());
    assertTrue(course.figures().size() > 0);
  }
}
