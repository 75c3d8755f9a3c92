package plugins.privacy.internal.anonymity;

/**
 * How far columns tell rows apart (Motwani and Xu 2007).
 *
 * @param values how many combinations there are
 * @param distinction combinations / rows, in (0, 1]
 * @param separation share of pairs of rows that differ, in [0, 1]
 */
record Distinctness(int values, double distinction, double separation) {
  static Distinctness of(EquivalenceClasses classes) {
    double rows = classes.rows().length;
    double alike = 0;
    for (int group = 0; group < classes.count(); group++) {
      double size = classes.size(group);
      alike += size * (size - 1);
    }
    double separation = rows < 2 ? 0 : 1 - alike / (rows * (rows - 1));
    return new Distinctness(classes.count(), classes.count() / rows, separation);
  }
}
