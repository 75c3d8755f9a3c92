package bench;

import governance.api.train.GradientPlan.Sampling;
import governance.engine.internal.batch.BatchPlan;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tokens kept in a second when lengths vary (see {@link Lengths}): ours with rows of like length
 * put together against ours padded to the maximum, and against the peer, which pads shuffled
 * batches to their longest row. A turn is one pass over the same rows.
 */
final class BucketsBench {
  private static final int BATCH = 16;

  private BucketsBench() {}

  /** Runs the cases given, or tiny and mini in f32. */
  static void run(String[] args) {
    Setup setup = Setup.withEngine();
    for (String name : Turns.cases(args, "tiny-f32", "mini-f32")) {
      run(name, setup);
    }
  }

  private static void run(String name, Setup setup) {
    Shape shape = Shape.of(name);
    int[] lengths = Lengths.draw(BATCH * shape.choose(50, 20, 6));
    Clock clock = setup.clock();
    int[][][] like = batches(lengths, true);
    int[][][] mixed = batches(lengths, false);
    Optional<Peer> peer =
        Peer.start("step.py", shape.layers(), shape.hidden(), shape.heads(), setup.threads());
    try (OurStep step = new OurStep(shape, Shape.precision(name))) {
      Turns turns =
          Turns.take(
              shape.choose(1, 1, 0),
              Setup.turns(shape.choose(5, 3, 1)),
              () -> clock.time(() -> Arrays.stream(like).forEach(step::run)),
              () -> clock.time(() -> Arrays.stream(mixed).forEach(b -> step.run(b, Lengths.MOST))),
              () -> peer.map(p -> pass(p, clock, mixed)).orElse(Double.NaN));
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

  /** Batches of the engine's own plan, as ids. */
  private static int[][][] batches(int[] lengths, boolean bucketing) {
    BatchPlan plan = new BatchPlan(lengths, BATCH, 42, bucketing, Sampling.SHUFFLE);
    int[][][] batches = new int[(int) plan.stepsPerEpoch()][][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] =
          Arrays.stream(plan.rows(i)).mapToObj(r -> Lengths.ids(lengths[r])).toArray(int[][]::new);
    }
    return batches;
  }

  private static double pass(Peer peer, Clock clock, int[][][] batches) {
    double sum = 0;
    for (int[][] rows : batches) {
      int[] lengths = Arrays.stream(rows).mapToInt(r -> r.length).toArray();
      sum += peer.millis(clock, "go " + Lengths.words(lengths));
    }
    return sum;
  }
}
