package plugins.quality.internal;

/** Agreement of true and predicted class beyond chance. */
final class Agreement {
  private Agreement() {}

  static double matthews(Confusion counts) {
    double n = counts.total();
    double hits = 0;
    double product = 0;
    double truths = 0;
    double predictions = 0;
    for (int c = 0; c < counts.classes(); c++) {
      double truth = counts.truth(c) / n;
      double predicted = counts.predicted(c) / n;
      hits += counts.hits(c) / n;
      product += truth * predicted;
      truths += truth * truth;
      predictions += predicted * predicted;
    }
    double spread = Math.sqrt(1 - truths) * Math.sqrt(1 - predictions);
    return spread > 1e-12 ? (hits - product) / spread : 0;
  }

  static double kappa(Confusion counts) {
    double n = counts.total();
    double observed = 0;
    double chance = 0;
    for (int c = 0; c < counts.classes(); c++) {
      observed += counts.hits(c) / n;
      chance += counts.truth(c) / n * (counts.predicted(c) / n);
    }
    return 1 - chance > 1e-12 ? (observed - chance) / (1 - chance) : Double.NaN;
  }
}
