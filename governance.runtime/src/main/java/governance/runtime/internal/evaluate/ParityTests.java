package governance.runtime.internal.evaluate;

import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Tests figures against no difference between groups by exchanging groups. A greatest difference
 * between groups is above 0 by chance alone, so that an interval of it never holds 0; among
 * exchanged groups it is as large as chance makes it. Drawing ends early for figures that chance
 * often exceeds (Besag and Clifford 1991, Sequential Monte Carlo p-values); for the others p is (1
 * + exceedances) / (1 + draws) (Phipson and Smyth 2010). Both are valid: under the hypothesis p ≤ a
 * with chance at most a.
 */
final class ParityTests {
  /** Exceedances after which no more are drawn. */
  private static final int ENOUGH = 50;

  private static final int BLOCK = 64;

  /** What making one figure costs, in rows that are looked at. */
  private static final int COST_OF_FIGURE = 50;

  private final int wanted;
  private final ExecutorService pool;

  /**
   * Prepares tests.
   *
   * @param wanted greatest number of draws
   */
  ParityTests(int wanted, ExecutorService pool) {
    this.wanted = wanted;
    this.pool = pool;
  }

  /** One metric whose figures are tested: its value and those of protected columns. */
  static final class Tested {
    private final MetricUse metric;
    private final SetViews.Exchanged exchanged;
    private final MetricResult result;
    private final Basis basis;
    private final List<String> columns;
    private final double[] seen;
    private final int[] exceeded;
    private final int[] drawn;
    private final FirstFailure failure = new FirstFailure();

    /** Computes what is seen. */
    Tested(MetricUse metric, SetViews.Exchanged exchanged) {
      this.metric = metric;
      this.exchanged = exchanged;
      this.basis = metric.basis();
      this.result = metric.of(exchanged.set());
      this.columns = columns(result, exchanged.exchange().columns());
      this.seen = distances(basis, result, columns);
      this.exceeded = new int[seen.length];
      this.drawn = new int[seen.length];
    }

    private int draws(int wanted) {
      int figures = 1 + result.parts().size() + result.groups().size();
      return exchanged.exchange().number(wanted, COST_OF_FIGURE * figures);
    }

    private boolean waiting(int number, int draws) {
      return number < draws && !all(exceeded);
    }

    /** Returns the tests; throws what the metric threw. */
    List<ParityTest> tests() {
      failure.rethrow();
      List<ParityTest> tests = new ArrayList<>();
      for (int i = 0; i < seen.length; i++) {
        double p =
            exceeded[i] == ENOUGH
                ? ENOUGH / (double) drawn[i]
                : (exceeded[i] + 1) / (drawn[i] + 1.0);
        String method = "groups exchanged among " + exchanged.among() + ", " + drawn[i] + " draws";
        double value = value(result, columns.get(i));
        tests.add(ParityTest.of(columns.get(i), value, basis.parity(), p, method));
      }
      return tests;
    }
  }

  /** Makes the exchanges of metrics that share them, each once, as long as one waits for more. */
  void draw(SetViews.Exchanged exchanged, List<Tested> metrics) {
    int[] draws = metrics.stream().mapToInt(t -> t.draws(wanted)).toArray();
    int from = 0;
    while (true) {
      int begin = from;
      List<Integer> waiting =
          IntStream.range(0, draws.length)
              .filter(i -> metrics.get(i).waiting(begin, draws[i]))
              .boxed()
              .toList();
      if (waiting.isEmpty()) {
        return;
      }
      block(exchanged.exchange(), metrics, waiting, draws, from);
      from += BLOCK;
    }
  }

  private void block(
      GroupExchange exchange, List<Tested> metrics, List<Integer> waiting, int[] draws, int from) {
    int to = Math.min(from + BLOCK, waiting.stream().mapToInt(i -> draws[i]).max().orElse(0));
    double[][][] found = new double[to - from][metrics.size()][];
    List<Future<Void>> block = new ArrayList<>();
    for (int n = from; n < to; n++) {
      int number = n;
      block.add(
          pool.submit(
              () -> {
                EvaluationSet set = exchange.exchanged(number);
                for (int i : waiting) {
                  Tested t = metrics.get(i);
                  if (number < draws[i]) {
                    t.failure.unless(
                        number,
                        () ->
                            found[number - from][i] =
                                distances(t.basis, t.metric.of(set), t.columns));
                  }
                }
                return null;
              }));
    }
    block.forEach(Evaluator::result);
    for (double[][] one : found) {
      for (int i : waiting) {
        Tested t = metrics.get(i);
        if (one[i] != null) {
          count(one[i], t.seen, t.exceeded, t.drawn);
        }
      }
    }
  }

  private static boolean all(int[] exceeded) {
    return Arrays.stream(exceeded).allMatch(e -> e == ENOUGH);
  }

  private static void count(double[] found, double[] seen, int[] exceeded, int[] drawn) {
    for (int i = 0; i < seen.length; i++) {
      if (exceeded[i] < ENOUGH) {
        drawn[i]++;
        // What is not defined after an exchange speaks for the hypothesis, and so do ties.
        boolean less = found[i] < seen[i] * (1 - 1e-9) - 1e-12;
        exceeded[i] += less ? 0 : 1;
      }
    }
  }

  /**
   * Returns the columns with a figure of their own, and an empty name for all where not just one.
   */
  private static List<String> columns(MetricResult result, List<String> known) {
    List<String> columns = new ArrayList<>();
    for (Part part : result.parts()) {
      if (known.contains(part.name()) && !Double.isNaN(part.value())) {
        columns.add(part.name());
      }
    }
    if (columns.size() != 1 && result.defined()) {
      columns.add("");
    }
    return columns;
  }

  private static double[] distances(Basis basis, MetricResult result, List<String> columns) {
    return columns.stream()
        .mapToDouble(column -> value(result, column))
        .map(v -> basis.parity() == 0 ? Math.abs(v) : Math.abs(Math.log(v)))
        .toArray();
  }

  private static double value(MetricResult result, String column) {
    if (column.isEmpty()) {
      return result.value();
    }
    return result.parts().stream()
        .filter(part -> part.name().equals(column))
        .mapToDouble(Part::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Returns the tests of all metrics corrected for how many there are. */
  static List<List<ParityTest>> adjusted(List<List<ParityTest>> all) {
    double[] p = all.stream().flatMap(List::stream).mapToDouble(ParityTest::p).toArray();
    double[] holm = Adjustment.holm(p);
    double[] discovery = Adjustment.benjaminiHochberg(p);
    List<List<ParityTest>> adjusted = new ArrayList<>();
    int next = 0;
    for (List<ParityTest> tests : all) {
      List<ParityTest> corrected = new ArrayList<>();
      for (ParityTest test : tests) {
        corrected.add(test.adjusted(holm[next], discovery[next], p.length));
        next++;
      }
      adjusted.add(corrected);
    }
    return adjusted;
  }
}
