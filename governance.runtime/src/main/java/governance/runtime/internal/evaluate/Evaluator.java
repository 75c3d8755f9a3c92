package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Computes metrics of the models of a run, with bootstrap intervals for what has none of its own.
 * The result depends on the seed but not on the number of threads.
 */
public final class Evaluator {
  private final int replicates;
  private final double level;
  private final long seed;
  private final int threads;
  private final Executor turns;

  /**
   * Makes an evaluator.
   *
   * @param replicates replicates of the bootstrap, 0 for no intervals
   * @param level confidence level in (0, 1)
   * @param seed seed of the draws
   * @param threads threads that may be used, at least 1
   */
  public Evaluator(int replicates, double level, long seed, int threads) {
    this(replicates, level, seed, threads, Runnable::run);
  }

  /**
   * Makes an evaluator.
   *
   * @param turns does the work of each metric, on the calling thread and before it returns
   */
  public Evaluator(int replicates, double level, long seed, int threads, Executor turns) {
    this.replicates = replicates;
    this.level = level;
    this.seed = seed;
    this.threads = threads;
    this.turns = turns;
  }

  /**
   * Computes all metrics; one that fails is reported as failed and does not keep the others from
   * being computed.
   */
  public List<MetricOutcome> evaluate(
      List<MetricUse> metrics, EvaluationSet baseline, EvaluationSet tuned) {
    return evaluate(metrics, List.of(baseline, tuned), tuned);
  }

  /** Computes all metrics of three models, the last trained without penalties. */
  public List<MetricOutcome> evaluate(
      List<MetricUse> metrics,
      EvaluationSet baseline,
      EvaluationSet tuned,
      EvaluationSet reference) {
    return evaluate(metrics, List.of(baseline, tuned, reference), tuned);
  }

  private List<MetricOutcome> evaluate(
      List<MetricUse> metrics, List<EvaluationSet> models, EvaluationSet tuned) {
    Resampling draws = new Resampling(tuned, seed);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<MetricOutcome> outcomes = new ArrayList<>();
      for (MetricUse metric : metrics) {
        turns.execute(() -> outcomes.add(outcome(metric, models, draws, pool)));
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  private MetricOutcome outcome(
      MetricUse metric, List<EvaluationSet> models, Resampling draws, ExecutorService pool) {
    try {
      List<MetricResult> results = models.stream().map(metric::of).toList();
      if (replicates == 0 || draws.units() < 2) {
        return outcome(metric.info(), results, List.of());
      }
      List<List<Map<String, Double>>> all = replicate(metric, models, draws, pool);
      List<MetricResult> withIntervals = new ArrayList<>();
      List<double[]> values = new ArrayList<>();
      for (int m = 0; m < results.size(); m++) {
        int model = m;
        MetricResult result = results.get(m);
        Map<String, double[]> drawn =
            columns(Figures.of(result), all.stream().map(r -> r.get(model)).toList());
        values.add(drawn.get(Figures.VALUE));
        withIntervals.add(
            Figures.withIntervals(
                result, (key, value) -> Percentiles.of(value, drawn.get(key), level)));
      }
      return outcome(metric.info(), withIntervals, values);
    } catch (ContributionFailedException e) {
      return MetricOutcome.failed(metric.info(), e.getMessage());
    }
  }

  /** Results and replicates in the order baseline, tuned, reference. */
  private MetricOutcome outcome(
      ContributionInfo info, List<MetricResult> results, List<double[]> values) {
    boolean reference = results.size() > 2;
    return new MetricOutcome(
        info,
        results.get(0),
        results.get(1),
        difference(results, values, 0, 1),
        reference ? results.get(2) : null,
        reference ? difference(results, values, 2, 1) : null,
        reference ? difference(results, values, 0, 2) : null,
        null);
  }

  /** Returns the interval of one model's figure minus another's; null where there is none. */
  private Interval difference(List<MetricResult> results, List<double[]> values, int from, int to) {
    if (values.isEmpty() || !results.get(from).defined() || !results.get(to).defined()) {
      return null;
    }
    double[] differences = values.get(to).clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= values.get(from)[i];
    }
    double value = results.get(to).value() - results.get(from).value();
    return Percentiles.of(value, differences, level);
  }

  private List<List<Map<String, Double>>> replicate(
      MetricUse metric, List<EvaluationSet> models, Resampling draws, ExecutorService pool) {
    List<Future<List<Map<String, Double>>>> waiting = new ArrayList<>();
    for (int r = 0; r < replicates; r++) {
      int replicate = r;
      waiting.add(
          pool.submit(
              () -> {
                double[] weights = draws.weights(replicate);
                return models.stream()
                    .map(m -> Figures.of(metric.of(m.withWeights(weights))))
                    .toList();
              }));
    }
    List<List<Map<String, Double>>> all = new ArrayList<>();
    for (Future<List<Map<String, Double>>> one : waiting) {
      all.add(result(one));
    }
    return all;
  }

  private static <T> T result(Future<T> one) {
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
}
