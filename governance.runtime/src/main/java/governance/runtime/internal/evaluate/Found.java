package governance.runtime.internal.evaluate;

import governance.api.evaluate.Basis;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import java.util.ArrayList;
import java.util.List;

/** What one metric found: a result, tests and the drawn values for each model. */
final class Found {
  private final MetricUse metric;
  private final List<double[]> values = new ArrayList<>();
  private final List<List<ParityTest>> tests = new ArrayList<>();
  private Basis basis;
  private Draws draws;
  private List<MetricResult> results = List.of();
  private String failure;

  Found(MetricUse metric) {
    this.metric = metric;
  }

  MetricUse metric() {
    return metric;
  }

  Basis basis() {
    return basis;
  }

  Draws draws() {
    return draws;
  }

  /** Returns the result of each model; none before it was computed. */
  List<MetricResult> results() {
    return results;
  }

  /** Returns the tests of each model. */
  List<List<ParityTest>> tests() {
    return tests;
  }

  /** Returns why there is no result, or null. */
  String failure() {
    return failure;
  }

  void fail(String why) {
    failure = why;
  }

  /** Finds the form in which rows are handed to the metric. */
  void prepare(SetViews views) {
    basis = metric.basis();
    draws = views.draws(basis);
  }

  /** Computes the figures of all rows. */
  void compute() {
    results = draws.whole().stream().map(metric::of).toList();
    results.forEach(r -> tests.add(List.of()));
  }

  /** Returns how many draws the figures need; none where there is no figure. */
  int number(int replicates) {
    boolean any = failure == null && results.stream().anyMatch(Found::hasFigure);
    return replicates == 0 || !any ? 0 : draws.number(replicates);
  }

  /** What has no figure, such as one of scores where there are none, need not be drawn. */
  private static boolean hasFigure(MetricResult result) {
    return result.defined()
        || result.groups().stream().anyMatch(g -> Double.isFinite(g.value()))
        || result.parts().stream().anyMatch(p -> Double.isFinite(p.value()));
  }

  /** Returns how many figures one draw has, of all models. */
  long figures() {
    return results.stream().mapToLong(r -> 1L + r.parts().size() + r.groups().size()).sum();
  }

  /** Puts an interval to each figure; {@code drawn[replicate][model][figure]}. */
  void intervals(double[][][] drawn, double level) {
    List<MetricResult> with = new ArrayList<>();
    double[] column = new double[drawn.length];
    for (int m = 0; m < results.size(); m++) {
      int model = m;
      with.add(
          Figures.withIntervals(
              results.get(m),
              (at, value) -> draws.interval(value, column(drawn, model, at, column), level)));
      values.add(column(drawn, m, 0, new double[drawn.length]));
    }
    results = with;
  }

  private static double[] column(double[][][] drawn, int model, int figure, double[] into) {
    for (int r = 0; r < into.length; r++) {
      into[r] = drawn[r][model][figure];
    }
    return into;
  }

  /** Returns the interval of one model's figure minus another's; null where there is none. */
  Interval difference(int from, int to, double level) {
    if (values.isEmpty() || !results.get(from).defined() || !results.get(to).defined()) {
      return null;
    }
    double[] differences = values.get(to).clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= values.get(from)[i];
    }
    double value = results.get(to).value() - results.get(from).value();
    return draws.interval(value, differences, level);
  }
}
