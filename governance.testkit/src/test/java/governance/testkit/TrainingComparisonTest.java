package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingComparisonTest {
  private static final double FLOOR = 1e-3;

  private static StepResult step(long step, double loss, Map<String, Double> terms) {
    return new StepResult(step, 0, loss, terms, loss, 1, 1e-3, 10, 10, 0, 0);
  }

  private static TrainingComparison compare(StepResult left, StepResult right) {
    return TrainingComparison.of(List.of(left), List.of(right), FLOOR);
  }

  @Test
  void theGreatestDifferenceOfEachFigureIsFoundWithItsStep() {
    var left = List.of(step(0, 1, Map.of("a", 2.0)), step(1, 0.5, Map.of("a", 2.0)));
    var right = List.of(step(0, 1, Map.of("a", 2.2)), step(1, 0.4, Map.of("a", 2.0)));
    TrainingComparison compared = TrainingComparison.of(left, right, FLOOR);
    assertEquals(0.2, compared.of("loss").relative(), 1e-12);
    assertEquals(1, compared.of("loss").step());
    assertEquals(0.2 / 2.2, compared.of("a").relative(), 1e-12);
    assertEquals(0, compared.of("a").step());
    assertEquals("loss", compared.worst().name());
    assertTrue(compared.within(0.2001));
    assertFalse(compared.within(0.1999));
  }

  @Test
  void belowTheFloorTheAbsoluteDifferenceCounts() {
    TrainingComparison compared =
        compare(step(0, 1, Map.of("a", 1e-6)), step(0, 1, Map.of("a", 2e-6)));
    assertEquals(1e-3, compared.worst().relative(), 1e-12);
  }

  @Test
  void whatIsNotFiniteOrMissingDiffersInfinitely() {
    StepResult plain = step(0, 1, Map.of());
    assertFalse(compare(plain, step(0, Double.NaN, Map.of())).within(1e300));
    assertFalse(
        compare(step(0, Double.NaN, Map.of()), step(0, Double.NaN, Map.of())).within(1e300));
    assertFalse(compare(plain, step(0, 1, Map.of("a", 1.0))).within(1e300));
  }

  @Test
  void trainingsOfDifferentLengthAreRefused() {
    StepResult one = step(0, 1, Map.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> TrainingComparison.of(List.of(one), List.of(one, one), FLOOR));
    assertThrows(
        IllegalArgumentException.class, () -> TrainingComparison.of(List.of(), List.of(), FLOOR));
    assertThrows(
        IllegalArgumentException.class, () -> TrainingComparison.of(List.of(one), List.of(one), 0));
  }

  @Test
  void oneAndTwoThreadsTrainAlikeAndAnotherRateDoesNot() {
    List<StepResult> one = train(1, 1e-3);
    List<StepResult> two = train(2, 1e-3);
    TrainingComparison alike = TrainingComparison.of(one, two, FLOOR);
    assertTrue(alike.within(1e-4), () -> alike.worst().toString());
    assertFalse(TrainingComparison.of(one, train(1, 2e-3), FLOOR).within(1e-4));
  }

  private static List<StepResult> train(int threads, double rate) {
    List<String> texts =
        IntStream.range(0, 32).mapToObj(i -> (i % 2 == 0 ? "refused " : "granted ") + i).toList();
    int[] labels = IntStream.range(0, 32).map(i -> i % 2).toArray();
    var data = TrainingData.of(TestEngine.tokenizer().encode(texts, 16), labels, texts);
    var plan = new GradientPlan(Clipping.GLOBAL, 1, 0, Sampling.SHUFFLE);
    var options =
        TrainingOptions.builder(3, 8, rate, plan)
            .weightDecay(0.01)
            .seed(42)
            .bucketing(true)
            .build();
    Term term = new Term("x.norm", batch -> batch.embeddings().square().mean());
    TestEngine.engine().threads(threads);
    try (TextModel model =
            TestEngine.model(Task.SEQUENCE_CLASSIFICATION, List.of("bad", "good"), 0.1);
        TrainingSession session =
            model.train(data, options, List.of(term), List.of(), TestEngine.tokenizer())) {
      List<StepResult> results = new ArrayList<>();
      while (session.step() < session.steps()) {
        results.add(session.step(Map.of("x.norm", 0.1)));
      }
      return results;
    } finally {
      TestEngine.engine().threads(1);
    }
  }
}
