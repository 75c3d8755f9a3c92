package bench;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import plugins.fairness.internal.metric.BalancedAccuracyDifference;
import plugins.fairness.internal.metric.DemographicParityDifference;
import plugins.fairness.internal.metric.EqualizedOddsDifference;
import plugins.fairness.internal.metric.PredictiveParityDifference;
import plugins.fairness.internal.metric.individual.ConsistencyScore;

/**
 * Fairness metrics on many rows, on the wall clock. {@code frame}: four group metrics on rows of
 * four groups, beside Fairlearn's MetricFrame with the same four rates. {@code parity}: the
 * demographic-parity difference alone, beside Fairlearn's. {@code neighbours}: consistency with
 * five nearest neighbours in ten columns, beside scikit-learn's search.
 */
final class FairnessBench {
  private static final int ROWS = Integer.getInteger("rows", 10_000_000);
  private static final int NEIGHBOURS = 50_000;
  private static final int COLUMNS = 10;

  private FairnessBench() {}

  /** Runs the cases given, or all; the ratio is peer / ours. */
  static void run(String[] args) {
    for (String name : Turns.cases(args, "frame", "parity", "neighbours")) {
      switch (name) {
        case "frame" ->
            groups(
                name,
                List.of(
                    new DemographicParityDifference(),
                    new EqualizedOddsDifference(),
                    new PredictiveParityDifference(),
                    new BalancedAccuracyDifference()));
        case "parity" -> groups(name, List.of(new DemographicParityDifference()));
        case "neighbours" -> neighbours();
        default -> throw new IllegalArgumentException("case " + name + " of fairness");
      }
    }
  }

  private static void groups(String name, List<Metric> metrics) {
    EvaluationSet set = rows();
    double[] sums = new double[1];
    Runnable all =
        () -> metrics.forEach(metric -> sums[0] += metric.evaluate(set, Settings.EMPTY).value());
    all.run();
    int turns = Setup.turns(5);
    double[] times = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      times[turn] = Clock.WALL.time(all);
    }
    report(name, times, ROWS);
  }

  /** Prints the median beside one measurement of the peer, which takes minutes. */
  private static void report(String name, double[] times, int rows) {
    double ours = java.util.Arrays.stream(times).sorted().toArray()[times.length / 2];
    double peer = Double.NaN;
    Optional<Peer> started = Peer.start("fairness.py", name, rows);
    if (started.isPresent()) {
      try (Peer process = started.get()) {
        peer = process.ask("go")[0];
      }
    }
    Turns.print("fairness " + name, "ours", ours, "peer", peer, peer / ours);
  }

  private static EvaluationSet rows() {
    Random random = new Random(7);
    int[] labels = new int[ROWS];
    int[] predictions = new int[ROWS];
    int[] groups = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int bits = random.nextInt();
      labels[row] = bits & 1;
      predictions[row] = (bits >> 1) & 1;
      groups[row] = (bits >> 2) & 3;
    }
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(labels)
        .predictions(predictions)
        .groups("group", List.of("a", "b", "c", "d"), groups)
        .build();
  }

  private static void neighbours() {
    Random random = new Random(7);
    EvaluationSet.Builder rows =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(random.ints(NEIGHBOURS, 0, 2).toArray())
            .predictions(random.ints(NEIGHBOURS, 0, 2).toArray());
    List<String> names = IntStream.range(0, COLUMNS).mapToObj(c -> "x" + c).toList();
    for (String name : names) {
      double[] values = random.doubles(NEIGHBOURS).toArray();
      List<String> texts = new ArrayList<>();
      for (double value : values) {
        texts.add(String.valueOf(value));
      }
      rows.column(name, texts).numbers(name, () -> values);
    }
    EvaluationSet set = rows.build();
    Settings settings = Settings.of("bench", Map.of("content", names, "scale", "none"));
    Metric metric = new ConsistencyScore();
    MetricResult[] got = new MetricResult[1];
    int turns = Setup.turns(3);
    double[] times = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      times[turn] = Clock.WALL.time(() -> got[0] = metric.evaluate(set, settings));
    }
    report("neighbours", times, NEIGHBOURS);
  }
}
