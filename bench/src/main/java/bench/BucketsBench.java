package bench;

import governance.engine.Engine;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tokens kept in a second when lengths vary (see {@link Lengths}): ours with rows of like length
 * put together against ours on rows that all have the greatest length, as padding would make them,
 * and against the peer, which pads batches in random order to their longest row. A turn is one pass
 * over as many rows.
 */
final class BucketsBench {
  private BucketsBench() {}

  /** Runs the cases given, or tiny and mini in f32. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "tiny-f32", "mini-f32")) {
      run(name, setup, engine);
    }
  }

  private static void run(String name, Setup setup, Engine engine) {
    Shape shape = Shape.of(name);
    int steps = shape.choose(50, 20, 6);
    int[] lengths = Lengths.draw(Sessions.BATCH * steps);
    int[] longest = new int[lengths.length];
    Arrays.fill(longest, Lengths.MOST);
    Clock clock = setup.clock();
    Optional<Peer> peer =
        Peer.start("step.py", shape.layers(), shape.hidden(), shape.heads(), setup.threads());
    try (TextModel model = Sessions.model(engine, name);
        TextModel other = Sessions.model(engine, name);
        TrainingSession bucketed = Sessions.plain(engine, model, Rows.of(lengths));
        TrainingSession padded = Sessions.plain(engine, other, Rows.of(longest))) {
      Turns turns =
          Turns.take(
              shape.choose(1, 1, 0),
              Setup.turns(shape.choose(5, 3, 1)),
              () -> clock.time(() -> Sessions.steps(bucketed, steps)),
              () -> clock.time(() -> Sessions.steps(padded, steps)),
              () -> peer.map(p -> pass(p, clock, lengths)).orElse(Double.NaN));
      double tokens = 1000.0 * Arrays.stream(lengths).sum();
      double ours = tokens / turns.median(0);
      print(name + "-against-maximum", ours, "padded", tokens / turns.median(1), turns.ratio(1, 0));
      print(name + "-against-peer", ours, "peer", tokens / turns.median(2), turns.ratio(2, 0));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }

  private static void print(String name, double ours, String other, double its, double ratio) {
    Turns.print("buckets " + name, "ours", ours, other, its, ratio);
  }

  /** The lengths are in random order as they were drawn. */
  private static double pass(Peer peer, Clock clock, int[] lengths) {
    double sum = 0;
    for (int i = 0; i < lengths.length; i += Sessions.BATCH) {
      int[] batch = Arrays.copyOfRange(lengths, i, i + Sessions.BATCH);
      sum += peer.millis(clock, "go " + Lengths.words(batch));
    }
    return sum;
  }
}
