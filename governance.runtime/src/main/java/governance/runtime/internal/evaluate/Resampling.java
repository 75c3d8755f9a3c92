package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws of rows with replacement, as counts: for metrics that read scores or the order of rows. For
 * token classification whole texts are drawn, because words of one text are not independent. Each
 * stratum keeps its number of units; a text is of the groups of its first word.
 */
final class Resampling implements Draws {
  private final List<EvaluationSet> models;
  private final long seed;
  private final int rows;
  private final int[] unitOfRow;
  private final int units;
  private final double[] weights;
  private final int[] members;
  private final int[] ends;

  Resampling(List<EvaluationSet> models, long seed, boolean stratified) {
    EvaluationSet set = models.get(0);
    this.models = models;
    this.seed = seed;
    this.rows = set.size();
    this.weights = set.weights();
    this.unitOfRow = set.sequences() == null ? null : unitOfRow(set);
    this.units = set.sequences() == null ? set.size() : set.sequences().length;
    int[] firsts = set.sequences() == null ? null : set.sequences();
    if (firsts == null) {
      firsts = new int[units];
      for (int i = 0; i < units; i++) {
        firsts[i] = i;
      }
    }
    int[] strata = Strata.of(Strata.combinations(set, firsts), null, stratified);
    ends = new int[Arrays.stream(strata).max().orElse(0) + 1];
    members = Strata.sorted(strata, ends);
  }

  private static int[] unitOfRow(EvaluationSet set) {
    int[] units = new int[set.size()];
    int[] starts = set.sequences();
    for (int unit = 0; unit < starts.length; unit++) {
      int end = unit + 1 < starts.length ? starts[unit + 1] : set.size();
      for (int row = starts[unit]; row < end; row++) {
        units[row] = unit;
      }
    }
    return units;
  }

  @Override
  public List<EvaluationSet> whole() {
    return models;
  }

  @Override
  public int number(int wanted) {
    return units < 2 ? 0 : wanted;
  }

  @Override
  public List<EvaluationSet> draw(int number) {
    double[] drawn = weights(number);
    return models.stream().map(m -> m.withWeights(drawn)).toList();
  }

  /** Returns the weight of each row in one draw: how often it was drawn, times its own weight. */
  double[] weights(int number) {
    RandomGenerator random = Draws.random(seed, number);
    int[] counts = new int[units];
    int begin = 0;
    for (int end : ends) {
      for (int i = begin; i < end; i++) {
        counts[members[begin + random.nextInt(end - begin)]]++;
      }
      begin = end;
    }
    double[] drawn = new double[rows];
    for (int row = 0; row < drawn.length; row++) {
      int count = counts[unitOfRow == null ? row : unitOfRow[row]];
      drawn[row] = weights == null ? count : count * weights[row];
    }
    return drawn;
  }

  @Override
  public Interval interval(double value, double[] drawn, double level) {
    return Percentiles.of(value, drawn, level);
  }
}
