package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Computes metrics of the untuned and the tuned model, with bootstrap intervals for what has none
 * of its own. The result depends on the seed but not on the number of threads.
 */
public final class Evaluator {
  private final int replicates;
  private final double level;
  private final long seed;
  private final int threads;

  /**
   * Makes an evaluator.
   *
   * @param replicates replicates of the bootstrap, 0 for no intervals
   * @param level confidence level in (0, 1)
   * @param seed seed of the draws
   * @param threads threads that may be used, at least 1
   */
  public Evaluator(int replicates, double level, long seed, int threads) {
    this.replicates = replicates;
    this.level = level;
    this.seed = seed;
    this.threads = threads;
  }

  /**
   * Computes all metrics; one that fails is reported as failed and does not keep the others from
   * being computed.
   */
  public List<MetricOutcome> evaluate(
      List<MetricUse> metrics, EvaluationSet baseline, EvaluationSet tuned) {
    Resampling draws = new Resampling(tuned, seed);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<MetricOutcome> outcomes = new ArrayList<>();
      for (MetricUse metric : metrics) {
        outcomes.add(outcome(metric, baseline, tuned, draws, pool));
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  private MetricOutcome outcome(
      MetricUse metric,
      EvaluationSet baseline,
      EvaluationSet tuned,
      Resampling draws,
      ExecutorService pool) {
    try {
      MetricResult before = metric.of(baseline);
      MetricResult after = metric.of(tuned);
      if (replicates == 0 || draws.units() < 2) {
        return new MetricOutcome(metric.info(), before, after, null, null);
      }
      List<Replicate> all = replicate(metric, baseline, tuned, draws, pool);
      Map<String, double[]> beforeDrawn =
          columns(Figures.of(before), all.stream().map(Replicate::baseline).toList());
      Map<String, double[]> afterDrawn =
          columns(Figures.of(after), all.stream().map(Replicate::tuned).toList());
      return new MetricOutcome(
          metric.info(),
          Figures.withIntervals(before, key -> Percentiles.of(beforeDrawn.get(key), level)),
          Figures.withIntervals(after, key -> Percentiles.of(afterDrawn.get(key), level)),
          change(beforeDrawn, afterDrawn),
          null);
    } catch (ContributionFailedException e) {
      return new MetricOutcome(metric.info(), null, null, null, e.getMessage());
    }
  }

  private Interval change(Map<String, double[]> before, Map<String, double[]> after) {
    double[] changes = after.get(Figures.VALUE).clone();
    double[] minus = before.get(Figures.VALUE);
    for (int i = 0; i < changes.length; i++) {
      changes[i] -= minus[i];
    }
    return Percentiles.of(changes, level);
  }

  private List<Replicate> replicate(
      MetricUse metric,
      EvaluationSet baseline,
      EvaluationSet tuned,
      Resampling draws,
      ExecutorService pool) {
    List<Future<Replicate>> waiting = new ArrayList<>();
    for (int r = 0; r < replicates; r++) {
      int replicate = r;
      waiting.add(
          pool.submit(
              () -> {
                double[] weights = draws.weights(replicate);
                return new Replicate(
                    Figures.of(metric.of(baseline.withWeights(weights))),
                    Figures.of(metric.of(tuned.withWeights(weights))));
              }));
    }
    List<Replicate> all = new ArrayList<>();
    for (Future<Replicate> one : waiting) {
      all.add(result(one));
    }
    return all;
  }

  private static Replicate result(Future<Replicate> one) {
    try {
      return one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while evaluating", e);
    }
  }

  /** A figure that a replicate lacks, such as one of a group without rows, is not defined there. */
  private static Map<String, double[]> columns(
      Map<String, Double> wanted, List<Map<String, Double>> drawn) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String key : wanted.keySet()) {
      columns.put(key, drawn.stream().mapToDouble(d -> d.getOrDefault(key, Double.NaN)).toArray());
    }
    return new HashMap<>(columns);
  }

  private record Replicate(Map<String, Double> baseline, Map<String, Double> tuned) {}
}
