package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The figures of several metrics in each draw. Metrics that rest on the same draws share them: each
 * draw is made once, whatever they are.
 */
final class Replication {
  /** Figures that are held at once, unless a single metric has more: an eighth of the heap. */
  private static final long HELD =
      Math.min(64_000_000, Runtime.getRuntime().maxMemory() / (8 * Double.BYTES));

  private final List<Found> metrics;
  private final int number;
  private final List<List<Figures>> wanted;
  private final double[][][][] values;
  private final FirstFailure[] failures;

  private Replication(List<Found> metrics, int number) {
    this.metrics = metrics;
    this.number = number;
    this.wanted =
        metrics.stream().map(f -> f.results().stream().map(Figures::new).toList()).toList();
    this.values = new double[metrics.size()][number][][];
    this.failures = new FirstFailure[metrics.size()];
    Arrays.setAll(failures, i -> new FirstFailure());
  }

  /** Returns the metrics that are drawn together, in their order; those without draws are none. */
  static List<Replication> of(List<Found> all, int replicates) {
    Map<Draws, List<Found>> byDraws = new LinkedHashMap<>();
    for (Found found : all) {
      if (found.number(replicates) > 0) {
        byDraws.computeIfAbsent(found.draws(), d -> new ArrayList<>()).add(found);
      }
    }
    List<Replication> replications = new ArrayList<>();
    byDraws.forEach(
        (draws, metrics) -> {
          int number = draws.number(replicates);
          int from = 0;
          long held = 0;
          for (int i = 0; i < metrics.size(); i++) {
            long more = metrics.get(i).figures() * number;
            if (i > from && held + more > HELD) {
              replications.add(new Replication(List.copyOf(metrics.subList(from, i)), number));
              from = i;
              held = 0;
            }
            held += more;
          }
          replications.add(
              new Replication(List.copyOf(metrics.subList(from, metrics.size())), number));
        });
    return replications;
  }

  List<Found> metrics() {
    return metrics;
  }

  /** Makes all draws; a metric that fails is looked at no longer. */
  void draw(ExecutorService pool) {
    List<Future<Void>> waiting = new ArrayList<>();
    for (int r = 0; r < number; r++) {
      int replicate = r;
      waiting.add(
          pool.submit(
              () -> {
                draw(replicate);
                return null;
              }));
    }
    waiting.forEach(Evaluator::result);
  }

  private void draw(int replicate) {
    List<EvaluationSet> sets = metrics.get(0).draws().draw(replicate);
    for (int i = 0; i < metrics.size(); i++) {
      int metric = i;
      failures[i].unless(replicate, () -> values[metric][replicate] = figures(metric, sets));
    }
  }

  private double[][] figures(int metric, List<EvaluationSet> sets) {
    double[][] figures = new double[sets.size()][];
    for (int m = 0; m < figures.length; m++) {
      figures[m] = wanted.get(metric).get(m).values(metrics.get(metric).metric().of(sets.get(m)));
    }
    return figures;
  }

  /**
   * Returns the figures of one metric, {@code [replicate][model][figure]}, and holds them no more.
   * Throws what the metric threw in the first draw that it failed in.
   */
  double[][][] take(int metric) {
    failures[metric].rethrow();
    double[][][] taken = values[metric];
    values[metric] = null;
    return taken;
  }
}
