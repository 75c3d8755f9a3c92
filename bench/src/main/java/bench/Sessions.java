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
import governance.engine.TrainingOptions.Schedule;
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

  static TextModel model(Engine engine, String name) {
    return engine.model(
        new ModelRequest(
            Optional.empty(),
            Shape.of(name).architecture(),
            Task.SEQUENCE_CLASSIFICATION,
            CLASSES,
            1,
            "cpu",
            Shape.precision(name),
            0.1));
  }

  /** Begins training in batches of 16, long enough for any benchmark. */
  static TrainingSession begin(Engine engine, TextModel model, int[] lengths, List<Term> terms) {
    return begin(engine, model, lengths, terms, Clipping.GLOBAL);
  }

  /** The same without penalties, and like the peer without clipping. */
  static TrainingSession plain(Engine engine, TextModel model, int[] lengths) {
    return begin(engine, model, lengths, List.of(), Clipping.NONE);
  }

  private static TrainingSession begin(
      Engine engine, TextModel model, int[] lengths, List<Term> terms, Clipping clipping) {
    return begin(engine, model, lengths, terms, new GradientPlan(clipping, 1, 0, Sampling.SHUFFLE));
  }

  /** The same without penalties, with gradients treated as a plan says. */
  static TrainingSession begin(Engine engine, TextModel model, int[] lengths, GradientPlan plan) {
    return begin(engine, model, lengths, List.of(), plan);
  }

  private static TrainingSession begin(
      Engine engine, TextModel model, int[] lengths, List<Term> terms, GradientPlan plan) {
    var options =
        new TrainingOptions(1000, BATCH, 0, 2e-5, 0, Schedule.CONSTANT, 0.01, 42, true, plan);
    return model.train(
        data(lengths), options, terms, List.of(), engine.tokenizer(Optional.empty()));
  }

  /** Does so many steps without penalties. */
  static void steps(TrainingSession session, long count) {
    for (long i = 0; i < count; i++) {
      session.step(Map.of());
    }
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
