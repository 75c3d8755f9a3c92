package bench;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.engine.Encoded;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** Training through the engine's interface, as the runtime does it. */
final class Sessions {
  static final int BATCH = 16;
  static final List<String> CLASSES = List.of("no", "yes");
  static final Map<String, List<String>> GROUPS = Map.of("sex", List.of("f", "m"));

  private Sessions() {}

  /** Returns the engine with that number of threads. */
  static Engine engine(Setup setup) {
    Engine engine = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
    engine.threads(setup.threads());
    return engine;
  }

  /** Makes a model of a case on the device that the setup names. */
  static TextModel model(Engine engine, String name) {
    return model(engine, name, engine.device(Setup.read().device()));
  }

  static TextModel model(Engine engine, String name, String device) {
    if (!device.equals("cpu")) {
      engine.tf32(Shape.tf32(name));
    }
    return engine.model(
        new ModelRequest(
            Optional.empty(),
            Shape.of(name).architecture(),
            Task.SEQUENCE_CLASSIFICATION,
            CLASSES,
            1,
            device,
            Shape.precision(name),
            0.1));
  }

  /** Begins training, long enough for any benchmark. */
  static TrainingSession begin(Engine engine, TextModel model, Rows rows, List<Term> terms) {
    return begin(engine, model, rows, terms, Clipping.GLOBAL);
  }

  /** The same without penalties, and like the peer without clipping. */
  static TrainingSession plain(Engine engine, TextModel model, Rows rows) {
    return begin(engine, model, rows, List.of(), Clipping.NONE);
  }

  private static TrainingSession begin(
      Engine engine, TextModel model, Rows rows, List<Term> terms, Clipping clipping) {
    return begin(engine, model, rows, terms, new GradientPlan(clipping, 1, 0, Sampling.SHUFFLE));
  }

  /** The same without penalties, with gradients treated as a plan says. */
  static TrainingSession begin(Engine engine, TextModel model, Rows rows, GradientPlan plan) {
    return begin(engine, model, rows, List.of(), plan);
  }

  /** The same without penalties, as options say. */
  static TrainingSession begin(Engine engine, TextModel model, Rows rows, TrainingOptions options) {
    return begin(engine, model, rows, List.of(), options);
  }

  private static TrainingSession begin(
      Engine engine, TextModel model, Rows rows, List<Term> terms, GradientPlan plan) {
    var options =
        TrainingOptions.builder(1000, rows.batch(), 2e-5, plan)
            .weightDecay(0.01)
            .seed(42)
            .bucketing(true)
            .readEvery(Setup.read().steps())
            .build();
    return begin(engine, model, rows, terms, options);
  }

  private static TrainingSession begin(
      Engine engine, TextModel model, Rows rows, List<Term> terms, TrainingOptions options) {
    return model.train(
        data(rows.lengths()), options, terms, List.of(), engine.tokenizer(Optional.empty()));
  }

  /** Does so many steps without penalties. */
  static void steps(TrainingSession session, long count) {
    steps(session, count, Map.of());
  }

  private static void steps(TrainingSession session, long count, Map<String, Double> weights) {
    for (long i = 0; i < count; i++) {
      session.advance(weights);
    }
    session.flush();
  }

  /** Does the steps of one turn and returns how long one of them took, in milliseconds. */
  static double millis(Setup setup, TrainingSession session, Map<String, Double> weights) {
    int count = setup.steps();
    return setup.clock().time(() -> steps(session, count, weights)) / count;
  }

  /** Rows of two classes and two groups; every second row has the content of the one before. */
  private static TrainingData data(int[] lengths) {
    int n = lengths.length;
    List<Encoded> inputs = Arrays.stream(lengths).mapToObj(Sessions::encoded).toList();
    int[] sex = IntStream.range(0, n).map(i -> i % 3 == 0 ? 0 : 1).toArray();
    return new TrainingData(
        inputs,
        IntStream.range(0, n).map(i -> i % 2).toArray(),
        null,
        null,
        Arrays.stream(lengths).mapToObj(Sessions::text).toList(),
        IntStream.range(0, n).map(i -> i / 2).toArray(),
        Map.of("sex", new Groups(GROUPS.get("sex"), sex)),
        Map.of(),
        1);
  }

  /** As long as the row, for penalties that encode texts. */
  private static String text(int length) {
    return String.join(" ", Collections.nCopies(Math.max(1, length - 2), "text"));
  }

  private static Encoded encoded(int length) {
    int[] words = IntStream.range(0, length).toArray();
    return new Encoded(Lengths.ids(length), words, Collections.nCopies(length, "piece"), 0);
  }
}
