package governance.runtime.internal.evaluate;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
          f.failure() != null
              ? new MetricFigure(f.metric().info(), null, List.of(), f.failure())
              : new MetricFigure(f.metric().info(), f.results().get(0), f.tests().get(0), null));
    }
    return figures;
  }

  private List<Found> all(List<MetricUse> metrics, List<EvaluationSet> models) {
    SetViews views = new SetViews(models, seed, stratified);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Found> all = metrics.stream().map(Found::new).toList();
      all.forEach(found -> turn(found, () -> found.prepare(views)));
      compute(all, pool);
      for (Replication together : Replication.of(all, replicates)) {
        turns.execute(() -> together.draw(pool));
        for (int i = 0; i < together.metrics().size(); i++) {
          int at = i;
          Found found = together.metrics().get(i);
          turn(found, () -> found.intervals(together.take(at), level));
        }
      }
      int wanted = Math.min(MOST_TEST_DRAWS, TEST_DRAWS * replicates - 1);
      for (int m = 0; m < models.size() && wanted >= 1; m++) {
        test(all, views, m, new ParityTests(wanted, pool));
      }
      adjust(all, models.size());
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Computes the figures of all rows, each metric for itself. */
  private void compute(List<Found> all, ExecutorService pool) {
    List<FirstFailure> failures = all.stream().map(f -> new FirstFailure()).toList();
    turns.execute(
        () -> {
          List<Future<?>> waiting = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            FirstFailure failure = failures.get(i);
            Found found = all.get(i);
            if (found.failure() == null) {
              waiting.add(pool.submit(() -> failure.unless(0, found::compute)));
            }
          }
          waiting.forEach(Evaluator::result);
        });
    for (int i = 0; i < all.size(); i++) {
      turn(all.get(i), failures.get(i)::rethrow);
    }
  }

  /** Does a piece of work for one metric, unless it has failed. */
  private void turn(Found found, Runnable work) {
    if (found.failure() != null) {
      return;
    }
    turns.execute(
        () -> {
          try {
            work.run();
          } catch (ContributionFailedException e) {
            found.fail(e.getMessage());
          } catch (GovernanceException e) {
            found.fail(e.getMessage());
            throw e;
          }
        });
  }

  /** Tests the figures of one model; metrics that exchange the same groups share the exchanges. */
  private void test(List<Found> all, SetViews views, int model, ParityTests tests) {
    Map<SetViews.Exchanged, List<ParityTests.Tested>> together = new LinkedHashMap<>();
    Map<ParityTests.Tested, Found> of = new LinkedHashMap<>();
    for (Found found : all) {
      turn(
          found,
          () -> {
            if (found.results().get(model).defined()) {
              views
                  .exchanged(found.basis(), model)
                  .ifPresent(
                      e -> {
                        ParityTests.Tested tested = new ParityTests.Tested(found.metric(), e);
                        together.computeIfAbsent(e, k -> new ArrayList<>()).add(tested);
                        of.put(tested, found);
                      });
            }
          });
    }
    together.forEach((exchanged, tested) -> turns.execute(() -> tests.draw(exchanged, tested)));
    of.forEach((tested, found) -> turn(found, () -> found.tests().set(model, tested.tests())));
  }

  /** Tests are corrected among those of one model. */
  private static void adjust(List<Found> all, int models) {
    List<Found> good = all.stream().filter(f -> f.failure() == null).toList();
    for (int m = 0; m < models; m++) {
      int model = m;
      List<List<ParityTest>> adjusted =
          ParityTests.adjusted(good.stream().map(f -> f.tests().get(model)).toList());
      for (int i = 0; i < good.size(); i++) {
        good.get(i).tests().set(model, adjusted.get(i));
      }
    }
  }

  private List<MetricOutcome> outcomes(List<MetricUse> metrics, List<EvaluationSet> models) {
    return all(metrics, models).stream()
        .map(
            f ->
                f.failure() == null
                    ? outcome(f)
                    : MetricOutcome.failed(f.metric().info(), f.failure()))
        .toList();
  }

  /** Results, tests and draws are in the order baseline, tuned, reference. */
  private MetricOutcome outcome(Found found) {
    List<MetricResult> results = found.results();
    boolean reference = results.size() > 2;
    return new MetricOutcome(
        found.metric().info(),
        results.get(0),
        results.get(1),
        found.difference(0, 1, level),
        reference ? results.get(2) : null,
        reference ? found.difference(2, 1, level) : null,
        reference ? found.difference(0, 2, level) : null,
        List.copyOf(found.tests()),
        null);
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
