package bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Our training step of 16 x 128 and the peer's, in milliseconds. The peer always computes in
 * float32.
 */
final class StepBench {
  private StepBench() {}

  /** Runs the cases given, or all. */
  static void run(String[] args) {
    Setup setup = Setup.withEngine();
    String[] all = {"tiny-f32", "tiny-bf16", "mini-f32", "mini-bf16", "base-f32", "base-bf16"};
    for (String name : Turns.cases(args, all)) {
      run(name, setup);
    }
  }

  private static void run(String name, Setup setup) {
    Shape shape = Shape.of(name);
    Random random = new Random(1);
    int[][] rows = new int[16][];
    Arrays.setAll(rows, i -> random.ints(128, 1000, 30000).toArray());
    Clock clock = setup.clock();
    Optional<Peer> peer =
        Peer.start("step.py", shape.layers(), shape.hidden(), shape.heads(), setup.threads());
    try (OurStep step = new OurStep(shape, Shape.precision(name))) {
      Turns turns =
          Turns.take(
              shape.choose(6, 6, 2),
              Setup.turns(shape.choose(25, 15, 5)),
              () -> clock.time(() -> step.run(rows)),
              () -> peer.map(p -> p.millis(clock, "go")).orElse(Double.NaN));
      Turns.print(
          "step " + name, "ours", turns.median(0), "peer", turns.median(1), turns.ratio(1, 0));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }
}
