package bench;

import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.engine.Engine;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.Map;
import java.util.Optional;

/**
 * What differential privacy adds to a training step of 16 x 128: each row clipped on its own and
 * cryptographic noise, beside our own step that clips the gradient of the batch. The peer does the
 * same two with gradients of rows from torch.func, unless the property {@code peers} is {@code no}.
 */
final class PrivateBench {
  private static final int STEPS = 3;

  private PrivateBench() {}

  /** Runs the cases given, or tiny, mini and base in f32. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "tiny-f32", "mini-f32", "base-f32")) {
      if (name.endsWith("-memory")) {
        memory(name.replace("-memory", ""), engine);
      } else {
        ours(name, setup, engine);
        if (!"no".equals(System.getProperty("peers"))) {
          peer(name, setup);
        }
      }
    }
  }

  static GradientPlan plan() {
    return new GradientPlan(Clipping.PER_SAMPLE, 0.1, 1, Sampling.SHUFFLE);
  }

  private static void ours(String name, Setup setup, Engine engine) {
    Shape shape = Shape.of(name);
    try (TextModel model = Sessions.model(engine, name);
        TextModel other = Sessions.model(engine, name);
        TrainingSession secret =
            Sessions.begin(engine, model, Rows.full(Shape.rows(name)), plan());
        TrainingSession plain = Sessions.plain(engine, other, Rows.full(Shape.rows(name)))) {
      Turns turns =
          Turns.take(
              shape.choose(60, 6, 2),
              Setup.turns(shape.choose(40, 20, 5)),
              () -> Sessions.millis(setup, secret, Map.of()),
              () -> Sessions.millis(setup, plain, Map.of()));
      Turns.print(
          "dp " + name, "private", turns.median(0), "plain", turns.median(1), turns.ratio(0, 1));
    }
  }

  private static void peer(String name, Setup setup) {
    Shape shape = Shape.of(name);
    Clock clock = setup.clock();
    Optional<Peer> found =
        Peer.start(
            "private.py",
            shape.layers(),
            shape.hidden(),
            shape.heads(),
            setup.threads(),
            setup.device().replace("gpu", "cuda"));
    found.ifPresent(
        peer -> {
          try (peer) {
            Turns turns =
                Turns.take(
                    1,
                    Setup.turns(shape.choose(10, 5, 1)),
                    () -> peer.millis(clock, "private"),
                    () -> peer.millis(clock, "plain"));
            Turns.print(
                "dp-peer " + name,
                "private",
                turns.median(0),
                "plain",
                turns.median(1),
                turns.ratio(0, 1));
          }
        });
  }

  /** The mark of a process is never lowered: without clipping first, then with it. */
  private static void memory(String name, Engine engine) {
    double[] peaks = new double[2];
    for (int i = 0; i < 2; i++) {
      GradientPlan plan = i == 1 ? plan() : new GradientPlan(Clipping.NONE, 1, 0, Sampling.SHUFFLE);
      try (TextModel model = Sessions.model(engine, name);
          TrainingSession session =
              Sessions.begin(engine, model, Rows.full(Shape.rows(name)), plan)) {
        Sessions.steps(session, STEPS);
        peaks[i] = MemoryBench.peak();
      }
    }
    Turns.print("dp-memory " + name, "private", peaks[1], "plain", peaks[0], peaks[1] / peaks[0]);
  }
}
