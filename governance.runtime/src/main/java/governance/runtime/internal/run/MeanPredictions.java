package governance.runtime.internal.run;

import governance.engine.Predictions;
import java.util.List;

/** The mean of several models' probabilities for the same texts. */
final class MeanPredictions {
  private MeanPredictions() {}

  /** Averages in double precision, in the order given. */
  static Predictions of(List<Predictions> all) {
    Predictions first = all.get(0);
    if (first.tokens() == null) {
      return new Predictions(mean(all.stream().map(Predictions::sequences).toList()), null);
    }
    float[][][] rows = new float[first.tokens().length][][];
    for (int row = 0; row < rows.length; row++) {
      int at = row;
      rows[row] = mean(all.stream().map(p -> p.tokens()[at]).toList());
    }
    return new Predictions(null, rows);
  }

  private static float[][] mean(List<float[][]> all) {
    float[][] mean = new float[all.get(0).length][];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = new float[all.get(0)[i].length];
      for (int c = 0; c < mean[i].length; c++) {
        double sum = 0;
        for (float[][] one : all) {
          sum += one[i][c];
        }
        mean[i][c] = (float) (sum / all.size());
      }
    }
    return mean;
  }
}
