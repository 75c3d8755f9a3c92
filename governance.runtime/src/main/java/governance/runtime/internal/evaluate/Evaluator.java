package governance.runtime.internal.evaluate;

import governance.api.GovernanceException;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Computes metrics of the models of a run, with bootstrap intervals for what has none of its own,
 * and tests of what compares groups. The result depends on the seed but not on the number of
 * threads.
 */
public final class Evaluator {
  /** Draws of a test for each replicate of the bootstrap: a small p needs many. */
  private static final int TEST_DRAWS = 10;

  private static final int MOST_TEST_DRAWS = 9_999;

  private final int replicates;
  private final double level;
  private final boolean stratified;
  private final long seed;
  private final int threads;
  private final Executor turns;

  /**
   * Makes an evaluator.
   *
   * @param replicates replicates of the bootstrap, 0 for no intervals and no tests
   * @param level confidence level in (0, 1)
   * @param seed seed of the draws
   * @param threads threads that may be used, at least 1
   */
  public Evaluator(int replicates, double level, long seed, int threads) {
    this(replicates, level, true, seed, threads, Runnable::run);
  }

  /**
   * Makes an evaluator.
   *
   * @param stratified whether each combination of groups keeps its number of rows
   * @param turns does the work of each metric, on the calling thread and before it returns
   */
  public Evaluator(
      int replicates, double level, boolean stratified, long seed, int threads, Executor turns) {
    this.replicates = replicates;
    this.level = level;
    this.stratified = stratified;
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
    return outcomes(metrics, List.of(baseline, tuned));
  }

  /** Computes all metrics of three models, the last trained without penalties. */
  public List<MetricOutcome> evaluate(
      List<MetricUse> metrics,
      EvaluationSet baseline,
      EvaluationSet tuned,
      EvaluationSet reference) {
    return outcomes(metrics, List.of(baseline, tuned, reference));
  }

  /** Computes all metrics of one model. */
  public List<MetricFigure> evaluate(List<MetricUse> metrics, EvaluationSet set) {
    List<MetricFigure> figures = new ArrayList<>();
    for (Found f : all(metrics, List.of(set))) {
      figures.add(
          f.failure != null
              ? new MetricFigure(f.metric.info(), null, List.of(), f.failure)
              : new MetricFigure(f.metric.info(), f.results.get(0), f.tests.get(0), null));
    }
    return figures;
  }

  /** What one metric found: a result, tests and the drawn values for each model. */
  private static final class Found {
    private final MetricUse metric;
    private Draws draws;
    private List<MetricResult> results = List.of();
    private List<List<ParityTest>> tests = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private String failure;

    Found(MetricUse metric) {
      this.metric = metric;
    }
  }

  private List<Found> all(List<MetricUse> metrics, List<EvaluationSet> models) {
    SetViews views = new SetViews(models, seed, stratified);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Found> all = new ArrayList<>();
      for (MetricUse metric : metrics) {
        Found found = new Found(metric);
        all.add(found);
        turns.execute(() -> compute(found, models.size(), views, pool));
      }
      adjust(all, models.size());
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private void compute(Found found, int models, SetViews views, ExecutorService pool) {
    try {
      Basis basis = found.metric.basis();
      found.draws = views.draws(basis);
      found.results = found.draws.whole().stream().map(found.metric::of).toList();
      boolean any = found.results.stream().anyMatch(Evaluator::hasFigure);
      int number = replicates == 0 || !any ? 0 : found.draws.number(replicates);
      if (number > 0) {
        intervals(found, replicate(found, number, pool));
      }
      int wanted = Math.min(MOST_TEST_DRAWS, TEST_DRAWS * replicates - 1);
      ParityTests tests = new ParityTests(wanted, pool);
      for (int m = 0; m < models; m++) {
        boolean tested = wanted >= 1 && found.results.get(m).defined();
        found.tests.add(!tested ? List.of() : views.tests(found.metric, basis, m, tests));
      }
    } catch (ContributionFailedException e) {
      found.failure = e.getMessage();
    } catch (GovernanceException e) {
      found.failure = e.getMessage();
      throw e;
    }
  }

  /** What has no figure, such as one of scores where there are none, need not be drawn. */
  private static boolean hasFigure(MetricResult result) {
    return result.defined()
        || result.groups().stream().anyMatch(g -> Double.isFinite(g.value()))
        || result.parts().stream().anyMatch(p -> Double.isFinite(p.value()));
  }

  /** Tests are corrected among those of one model. */
  private static void adjust(List<Found> all, int models) {
    List<Found> good = all.stream().filter(f -> f.failure == null).toList();
    List<List<List<ParityTest>>> adjusted =
        IntStream.range(0, models)
            .mapToObj(m -> ParityTests.adjusted(good.stream().map(f -> f.tests.get(m)).toList()))
            .toList();
    for (int i = 0; i < good.size(); i++) {
      int metric = i;
      good.get(i).tests = adjusted.stream().map(byMetric -> byMetric.get(metric)).toList();
    }
  }

  /** Puts an interval to each figure; {@code drawn[replicate][model][figure]}. */
  private void intervals(Found found, double[][][] drawn) {
    List<MetricResult> with = new ArrayList<>();
    for (int m = 0; m < found.results.size(); m++) {
      MetricResult result = found.results.get(m);
      double[] column = new double[drawn.length];
      int model = m;
      with.add(
          Figures.withIntervals(
              result,
              (at, value) -> found.draws.interval(value, column(drawn, model, at, column), level)));
      found.values.add(column(drawn, m, 0, new double[drawn.length]));
    }
    found.results = with;
  }

  private static double[] column(double[][][] drawn, int model, int figure, double[] into) {
    for (int r = 0; r < into.length; r++) {
      into[r] = drawn[r][model][figure];
    }
    return into;
  }

  private double[][][] replicate(Found found, int number, ExecutorService pool) {
    List<Figures> wanted = found.results.stream().map(Figures::new).toList();
    List<Future<double[][]>> waiting = new ArrayList<>();
    for (int r = 0; r < number; r++) {
      int replicate = r;
      waiting.add(
          pool.submit(
              () -> {
                List<EvaluationSet> sets = found.draws.draw(replicate);
                double[][] values = new double[sets.size()][];
                for (int m = 0; m < values.length; m++) {
                  values[m] = wanted.get(m).values(found.metric.of(sets.get(m)));
                }
                return values;
              }));
    }
    return waiting.stream().map(Evaluator::result).toArray(double[][][]::new);
  }

  private List<MetricOutcome> outcomes(List<MetricUse> metrics, List<EvaluationSet> models) {
    return all(metrics, models).stream()
        .map(f -> f.failure == null ? outcome(f) : MetricOutcome.failed(f.metric.info(), f.failure))
        .toList();
  }

  /** Results, tests and draws are in the order baseline, tuned, reference. */
  private MetricOutcome outcome(Found found) {
    List<MetricResult> results = found.results;
    boolean reference = results.size() > 2;
    return new MetricOutcome(
        found.metric.info(),
        results.get(0),
        results.get(1),
        difference(found, 0, 1),
        reference ? results.get(2) : null,
        reference ? difference(found, 2, 1) : null,
        reference ? difference(found, 0, 2) : null,
        found.tests,
        null);
  }

  /** Returns the interval of one model's figure minus another's; null where there is none. */
  private Interval difference(Found found, int from, int to) {
    List<MetricResult> results = found.results;
    if (found.values.isEmpty() || !results.get(from).defined() || !results.get(to).defined()) {
      return null;
    }
    double[] differences = found.values.get(to).clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= found.values.get(from)[i];
    }
    double value = results.get(to).value() - results.get(from).value();
    return found.draws.interval(value, differences, level);
  }

  static <T> T result(Future<T> one) {
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
}
