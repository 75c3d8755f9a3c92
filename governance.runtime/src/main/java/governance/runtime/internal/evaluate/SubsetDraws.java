package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws of fewer rows than there are, with replacement, for metrics that read scores of very many
 * rows: the m out of n bootstrap (Bickel, Götze and van Zwet 1997). Figures of m rows vary more
 * than those of n by √(n / m), and their deviations from the figure of all rows are shortened by as
 * much.
 */
final class SubsetDraws implements Draws {
  /** Rows up to which all of them are drawn. */
  static final int FEW = 200_000;

  private static final int DRAWN = 50_000;
  private static final int MOST = 200;

  private final List<EvaluationSet> models;
  private final long seed;

  SubsetDraws(List<EvaluationSet> models, long seed) {
    this.models = models;
    this.seed = seed;
  }

  @Override
  public List<EvaluationSet> whole() {
    return models;
  }

  @Override
  public int number(int wanted) {
    return Math.min(wanted, MOST);
  }

  @Override
  public List<EvaluationSet> draw(int number) {
    RandomGenerator random = Draws.random(seed, number);
    int all = models.get(0).size();
    int[] rows = random.ints(DRAWN, 0, all).sorted().toArray();
    return models.stream().map(m -> RowsOf.set(m, rows)).toList();
  }

  @Override
  public Interval interval(double value, double[] drawn, double level) {
    Interval plain = Percentiles.of(value, drawn, level);
    if (plain == null) {
      return null;
    }
    double[] defined = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    double shorter = Math.sqrt(DRAWN / (double) models.get(0).size());
    double tail = (1 - level) / 2;
    double low = value + shorter * (Percentiles.quantile(defined, tail) - value);
    double high = value + shorter * (Percentiles.quantile(defined, 1 - tail) - value);
    return new Interval(
        Math.min(value, low),
        Math.max(value, high),
        level,
        "m out of n bootstrap, " + defined.length + " draws of " + DRAWN + " rows");
  }

  /** Returns as many rows as are drawn, each at most once. */
  static int[] some(int all, long seed) {
    RandomGenerator random = Draws.random(seed, -1);
    int[] rows = new int[Math.min(DRAWN, all)];
    int taken = 0;
    for (int row = 0; taken < rows.length; row++) {
      if (random.nextInt(all - row) < rows.length - taken) {
        rows[taken++] = row;
      }
    }
    return rows;
  }
}
