package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.runtime.internal.resample.Binomial;
import governance.runtime.internal.resample.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws of rows with replacement where only the counts of alike rows matter. How often the rows of
 * each cell are drawn is multinomial, which is exactly the distribution that drawing rows gives, at
 * a cost that depends on the number of cells alone. The multinomial is drawn by conditional
 * binomials (Devroye 1986, Non-Uniform Random Variate Generation, chapter XI.1.4), stratum by
 * stratum.
 */
final class CellDraws implements Draws {
  /** Weights that are kept, because metrics that do not fit into one turn draw them again. */
  private static final int KEPT = 8_000_000;

  private final List<EvaluationSet> models;
  private final Map<Integer, double[]> kept = new ConcurrentHashMap<>();
  private final long seed;
  private final long[] counts;
  private final double[] rowWeights;
  private final int[][] strata;

  CellDraws(Cells cells, int models, long seed, boolean stratified) {
    this.models = IntStream.range(0, models).mapToObj(cells::set).toList();
    this.seed = seed;
    this.counts = cells.counts();
    this.rowWeights = cells.rowWeights();
    int[] of = Strata.of(cells.combinations(), counts, stratified);
    this.strata =
        IntStream.rangeClosed(0, Arrays.stream(of).max().orElse(0))
            .mapToObj(s -> IntStream.range(0, of.length).filter(c -> of[c] == s).toArray())
            .toArray(int[][]::new);
  }

  @Override
  public List<EvaluationSet> whole() {
    return models;
  }

  @Override
  public int number(int wanted) {
    return Arrays.stream(counts).sum() < 2 ? 0 : wanted;
  }

  @Override
  public List<EvaluationSet> draw(int number) {
    double[] drawn = weights(number);
    return models.stream().map(m -> m.withWeights(drawn)).toList();
  }

  /** Returns the weight of each cell in one draw. */
  double[] weights(int number) {
    double[] known = kept.get(number);
    if (known != null) {
      return known;
    }
    double[] drawn = drawn(number);
    if ((kept.size() + 1L) * drawn.length <= KEPT) {
      kept.put(number, drawn);
    }
    return drawn;
  }

  private double[] drawn(int number) {
    RandomGenerator random = Draws.random(seed, number);
    double[] drawn = new double[counts.length];
    for (int[] cells : strata) {
      long rows = Arrays.stream(cells).mapToLong(c -> counts[c]).sum();
      long left = rows;
      for (int cell : cells) {
        long times = Binomial.draw(random, left, counts[cell] / (double) rows);
        drawn[cell] = times * rowWeights[cell];
        left -= times;
        rows -= counts[cell];
      }
    }
    return drawn;
  }

  @Override
  public Interval interval(double value, double[] drawn, double level) {
    return Percentiles.of(value, drawn, level);
  }
}
