package bench;

import governance.engine.Engine;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/**
 * Our training step of rows of 128 and the peer's, in milliseconds. On the processor the peer
 * always computes in float32, on a device in the precision of the case.
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
    List<Optional<Peer>> peers = peers(name, setup);
    try (TextModel model = Sessions.model(engine, name);
        TrainingSession session = Sessions.plain(engine, model, Rows.full(Shape.rows(name)))) {
      List<DoubleSupplier> sides = new ArrayList<>();
      sides.add(() -> Sessions.millis(setup, session, Map.of()));
      peers.forEach(peer -> sides.add(() -> PeerStep.millis(peer, setup)));
      Turns turns =
          Turns.take(
              shape.choose(6, 6, 2),
              Setup.turns(shape.choose(25, 15, 5)),
              sides.toArray(DoubleSupplier[]::new));
      print("step " + name, turns, 1);
      if (peers.size() > 1) {
        print("step-compiled " + name, turns, 2);
        rate(name, turns);
      }
    } finally {
      peers.forEach(peer -> peer.ifPresent(Peer::close));
    }
  }

  /** Starts them together: each loads its libraries for seconds. */
  private static List<Optional<Peer>> peers(String name, Setup setup) {
    List<CompletableFuture<Optional<Peer>>> starting = new ArrayList<>();
    starting.add(CompletableFuture.supplyAsync(() -> PeerStep.start(name, setup, false)));
    if (Boolean.getBoolean("compiled")) {
      starting.add(CompletableFuture.supplyAsync(() -> PeerStep.start(name, setup, true)));
    }
    return starting.stream().map(CompletableFuture::join).toList();
  }

  private static void print(String name, Turns turns, int peer) {
    Turns.print(name, "ours", turns.median(0), "peer", turns.median(peer), turns.ratio(peer, 0));
  }

  /** Prints how many operations of matrix products each side does, in units of 10^12 a second. */
  private static void rate(String name, Turns turns) {
    double tera = Shape.of(name).operations(Shape.rows(name), Lengths.MOST) / 1e12;
    System.out.printf(
        Locale.ROOT,
        "step-tflops %s ours=%.3f eager=%.3f compiled=%.3f%n",
        name,
        1000 * tera / turns.median(0),
        1000 * tera / turns.median(1),
        1000 * tera / turns.median(2));
  }
}
