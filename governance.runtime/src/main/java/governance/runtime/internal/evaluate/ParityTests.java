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

  /**
   * Tests the value of a result and those of protected columns.
   *
   * @param result the figures of the set whose groups are exchanged
   * @param among in words which rows exchange their groups
   */
  List<ParityTest> of(
      MetricUse metric, Basis basis, MetricResult result, GroupExchange exchange, String among) {
    List<String> columns = columns(result, exchange.exchanged(0));
    if (columns.isEmpty() || wanted < 1) {
      return List.of();
    }
    double[] seen = distances(basis, result, columns);
    int figures = 1 + result.parts().size() + result.groups().size();
    int draws = exchange.number(wanted, COST_OF_FIGURE * figures);
    int[] exceeded = new int[seen.length];
    int[] drawn = new int[seen.length];
    for (int from = 0; from < draws && !all(exceeded); from += BLOCK) {
      List<Future<double[]>> block = new ArrayList<>();
      for (int number = from; number < Math.min(draws, from + BLOCK); number++) {
        int one = number;
        block.add(pool.submit(() -> distances(basis, metric.of(exchange.exchanged(one)), columns)));
      }
      for (Future<double[]> one : block) {
        count(Evaluator.result(one), seen, exceeded, drawn);
      }
    }
    List<ParityTest> tests = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      double p =
          exceeded[i] == ENOUGH ? ENOUGH / (double) drawn[i] : (exceeded[i] + 1) / (drawn[i] + 1.0);
      String method = "groups exchanged among " + among + ", " + drawn[i] + " draws";
      tests.add(
          ParityTest.of(columns.get(i), value(result, columns.get(i)), basis.parity(), p, method));
    }
    return tests;
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
  private static List<String> columns(MetricResult result, EvaluationSet set) {
    List<String> columns = new ArrayList<>();
    for (Part part : result.parts()) {
      if (set.protectedColumns().contains(part.name()) && !Double.isNaN(part.value())) {
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
