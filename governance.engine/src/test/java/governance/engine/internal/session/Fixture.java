package governance.engine.internal.session;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.engine.Encoded;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.internal.TestDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** A small model on rows whose class is told by one word. */
public final class Fixture {
  public static final Engine ENGINE = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
  public static final Tokenizer TOKENIZER = ENGINE.tokenizer(Optional.empty());

  private static final List<String> FILLER =
      List.of("the", "loan", "was", "taken", "for", "a", "car", "in", "march", "by", "one", "man");

  private Fixture() {}

  public static TextModel model(Task task, double dropout) {
    return ENGINE.model(
        new ModelRequest(
            Optional.empty(),
            new Architecture(TOKENIZER.vocabulary(), 2, 16, 2, 32, 64),
            task,
            task == Task.SEQUENCE_CLASSIFICATION ? List.of("bad", "good") : List.of("O", "B", "I"),
            3,
            TestDevice.NAME,
            Precision.F32,
            dropout));
  }

  public static TrainingOptions options(int batch, int microBatch, GradientPlan gradients) {
    return TrainingOptions.builder(4, batch, 5e-3, gradients)
        .microBatch(microBatch)
        .warmup(0.1)
        .schedule(TrainingOptions.Schedule.LINEAR)
        .weightDecay(0.01)
        .seed(42)
        .bucketing(true)
        .build();
  }

  public static GradientPlan clipped() {
    return new GradientPlan(GradientPlan.Clipping.GLOBAL, 1, 0, GradientPlan.Sampling.SHUFFLE);
  }

  public static List<String> texts(int rows) {
    return IntStream.range(0, rows).mapToObj(Fixture::text).toList();
  }

  private static String text(int row) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 2 + row % 7; i++) {
      words.add(FILLER.get((row * 5 + i * 3) % FILLER.size()));
    }
    words.add(row % 2 == 0 ? "rejected" : "approved");
    return String.join(" ", words);
  }

  public static TrainingData sequences(int rows) {
    List<String> texts = texts(rows);
    int[] labels = IntStream.range(0, rows).map(i -> i % 2).toArray();
    TrainingData plain = TrainingData.of(TOKENIZER.encode(texts, 32), labels, texts);
    Map<String, Groups> groups = new LinkedHashMap<>();
    int[] index = IntStream.range(0, rows).map(i -> i % 3 - 1).toArray();
    groups.put("sex", new Groups(List.of("f", "m"), index));
    double[] income = IntStream.range(0, rows).mapToDouble(i -> i * 10).toArray();
    return new TrainingData(
        plain.inputs(),
        labels,
        null,
        null,
        texts,
        IntStream.range(0, rows).map(i -> i / 2 * 1_000_003).toArray(),
        groups,
        new LinkedHashMap<>(Map.of("income", income)),
        1);
  }

  public static TrainingData tokens(int rows) {
    List<String> texts = texts(rows);
    List<Encoded> inputs = TOKENIZER.encode(texts, 32);
    int[][] labels =
        inputs.stream()
            .map(e -> Arrays.stream(e.words()).map(w -> w < 0 ? -100 : w % 3).toArray())
            .toArray(int[][]::new);
    return new TrainingData(
        inputs, null, labels, null, texts, new int[rows], Map.of(), Map.of(), 1);
  }

  /** The rows of {@link #sequences} but for one label. */
  public static TrainingData tweaked(int rows) {
    TrainingData data = sequences(rows);
    data.labels()[0] = 1 - data.labels()[0];
    return data;
  }
}
