package bench;

import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.engine.Encoded;
import governance.engine.Engine;
import governance.engine.Masking;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Our pre-training step of 32 x 64 with 15 % of the places hidden and the peer's, in tokens a
 * second. The shape is that of the base model: 2 layers of 128 with 4 heads, 8,192 word pieces.
 */
final class MaskedBench {
  private static final int ROWS = 32;
  private static final int LENGTH = 64;
  private static final int PIECES = 8192;
  private static final int MASK = 4;

  private MaskedBench() {}

  /** Runs the cases given, or both. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "base-f32", "base-bf16")) {
      if (!name.matches("base-(f32|bf16)")) {
        throw new IllegalArgumentException("case " + name + "; allowed: base-f32, base-bf16");
      }
      run(name, setup, engine);
    }
  }

  private static void run(String name, Setup setup, Engine engine) {
    Clock clock = setup.clock();
    String precision = name.substring("base-".length());
    Optional<Peer> peer = Peer.start("mlm.py", 2, 128, 4, setup.threads(), precision);
    try (TextModel model = model(engine, Shape.precision(name));
        TrainingSession session = begin(engine, model)) {
      Turns turns =
          Turns.take(
              6,
              Setup.turns(25),
              () -> rate(clock.time(() -> Sessions.steps(session, 1))),
              () -> peer.map(p -> rate(p.millis(clock, "go"))).orElse(Double.NaN));
      Turns.print(
          "mlm " + name, "ours", turns.median(0), "peer", turns.median(1), turns.ratio(0, 1));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }

  private static double rate(double millis) {
    return 1000.0 * ROWS * LENGTH / millis;
  }

  private static TextModel model(Engine engine, Precision precision) {
    return engine.model(
        new ModelRequest(
            Optional.empty(),
            new Architecture(PIECES, 2, 128, 4, 512, 512),
            Task.MASKED_LANGUAGE_MODEL,
            List.of("other", "original"),
            1,
            "cpu",
            precision,
            0,
            Optional.of(new Masking(MASK, PIECES, 0.15, true))));
  }

  private static TrainingSession begin(Engine engine, TextModel model) {
    var plan = new GradientPlan(Clipping.NONE, 1, 0, Sampling.SHUFFLE);
    var options =
        TrainingOptions.builder(1000, ROWS, 2e-3, plan).weightDecay(0.01).seed(42).build();
    List<Encoded> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int row = 0; row < 8 * ROWS; row++) {
      int[] ids = IntStream.range(0, LENGTH).map(i -> random.nextInt(1000, 8000)).toArray();
      int[] words = IntStream.range(0, LENGTH).toArray();
      words[0] = -1;
      words[LENGTH - 1] = -1;
      inputs.add(new Encoded(ids, words, Collections.nCopies(LENGTH, "piece"), 0));
    }
    int n = inputs.size();
    TrainingData data =
        new TrainingData(
            inputs,
            null,
            null,
            null,
            Collections.nCopies(n, "text"),
            new int[n],
            Map.of(),
            Map.of(),
            -1);
    return model.train(data, options, List.of(), List.of(), engine.tokenizer(Optional.empty()));
  }
}
