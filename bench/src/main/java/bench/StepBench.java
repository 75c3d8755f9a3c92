package bench;

import governance.engine.Engine;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.Arrays;
import java.util.Optional;

/**
 * Our training step of 16 x 128 and the peer's, in milliseconds. The peer always computes in
 * float32.
 */
final class StepBench {
  private StepBench() {}

  /** Runs the cases given, or all. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    String[] all = {"tiny-f32", "tiny-bf16", "mini-f32", "mini-bf16", "base-f32", "base-bf16"};
    for (String name : Turns.cases(args, all)) {
      run(name, setup, engine);
    }
  }

  private static void run(String name, Setup setup, Engine engine) {
    Shape shape = Shape.of(name);
    int[] lengths = new int[Sessions.BATCH * 8];
    Arrays.fill(lengths, Lengths.MOST);
    Clock clock = setup.clock();
    Optional<Peer> peer =
        Peer.start("step.py", shape.layers(), shape.hidden(), shape.heads(), setup.threads());
    try (TextModel model = Sessions.model(engine, name);
        TrainingSession session = Sessions.plain(engine, model, lengths)) {
      Turns turns =
          Turns.take(
              shape.choose(6, 6, 2),
              Setup.turns(shape.choose(25, 15, 5)),
              () -> clock.time(() -> Sessions.steps(session, 1)),
              () -> peer.map(p -> p.millis(clock, "go")).orElse(Double.NaN));
      Turns.print(
          "step " + name, "ours", turns.median(0), "peer", turns.median(1), turns.ratio(1, 0));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }
}
