package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.Penalty;
import governance.api.train.PenaltySetup;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The penalties do what they are for when a model is trained on decisions that follow sex alone.
 */
class FairTrainingTest {
  private static final int ROWS = 192;
  private static final List<String> GOODS = List.of("car", "house", "boat", "garden");

  @Test
  void demographicParityClosesTheGap() {
    double without = lastValue(new DemographicParity(), 1e-9);
    double with = lastValue(new DemographicParity(), 20);
    assertTrue(without > 0.5, "the model learns the bias: squared gap " + without);
    assertTrue(with < 0.05, "squared gap " + with + " instead of " + without);
  }

  @Test
  void consistencyTreatsEqualCasesEqually() {
    double without = lastValue(new Consistency(), 1e-9);
    double with = lastValue(new Consistency(), 100);
    assertTrue(without > 0.05, "the model learns the bias: " + without);
    assertTrue(with < without / 20, with + " instead of " + without);
  }

  /** Returns the mean value of the term over the last ten steps. */
  private static double lastValue(Penalty penalty, double weight) {
    Engine engine = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
    Tokenizer tokenizer = engine.tokenizer(Optional.empty());
    Term term = new Term("the penalty", penalty.prepare(new Setup()));
    try (TextModel model = engine.model(request(tokenizer));
        TrainingSession session =
            model.train(data(tokenizer), options(), List.of(term), List.of(), tokenizer)) {
      double[] values = new double[(int) session.steps()];
      Arrays.setAll(values, i -> session.step(Map.of(term.id(), weight)).terms().get(term.id()));
      return Arrays.stream(values, values.length - 10, values.length).average().orElseThrow();
    }
  }

  private static ModelRequest request(Tokenizer tokenizer) {
    return new ModelRequest(
        Optional.empty(),
        new ModelRequest.Architecture(tokenizer.vocabulary(), 2, 32, 2, 64, 64),
        Task.SEQUENCE_CLASSIFICATION,
        List.of("no", "yes"),
        3,
        "cpu",
        Precision.F32,
        0);
  }

  private static TrainingOptions options() {
    return new TrainingOptions(
        6,
        16,
        0,
        3e-3,
        0.1,
        TrainingOptions.Schedule.LINEAR,
        0,
        42,
        false,
        new GradientPlan(GradientPlan.Clipping.GLOBAL, 1, 0, GradientPlan.Sampling.SHUFFLE));
  }

  /** Women are refused and men accepted; a few goods, so that equal cases meet in a batch. */
  private static TrainingData data(Tokenizer tokenizer) {
    int[] sex = IntStream.range(0, ROWS).map(i -> i % 2).toArray();
    int[] content = IntStream.range(0, ROWS).map(i -> i / 2 % GOODS.size()).toArray();
    List<String> texts =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    (sex[i] == 0 ? "a woman" : "a man")
                        + " asks for a loan for a "
                        + GOODS.get(content[i]))
            .toList();
    return new TrainingData(
        tokenizer.encode(texts, 32),
        sex,
        null,
        null,
        texts,
        content,
        Map.of("sex", new Groups(List.of("f", "m"), sex)),
        Map.of(),
        1);
  }

  private record Setup() implements PenaltySetup {
    @Override
    public <A> A settings(Class<A> type) {
      return settings().as(type);
    }

    @Override
    public Settings settings() {
      return Settings.EMPTY;
    }

    @Override
    public Task task() {
      return Task.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public List<String> classes() {
      return List.of("no", "yes");
    }

    @Override
    public List<String> protectedColumns() {
      return List.of("sex");
    }

    @Override
    public List<String> groups(String protectedColumn) {
      return List.of("f", "m");
    }

    @Override
    public List<String> parties() {
      return List.of();
    }

    @Override
    public int hiddenSize() {
      return 32;
    }

    @Override
    public long seed() {
      return 1;
    }
  }
}
