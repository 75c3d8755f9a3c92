package plugins.privacy.internal.anonymity;

/**
 * The risk that rows are recognised by their quasi-identifiers (El Emam 2013, Guide to the
 * de-identification of personal health information; Dankar and El Emam 2010). A row's risk is 1 /
 * the number of rows that are equal to it. All in [0, 1], lower is better.
 *
 * @param highest greatest risk of a row
 * @param lowest least
 * @param average mean over the rows: the share that an attacker recognises who links all of them
 * @param above share of rows whose risk is above the threshold
 * @param uniques share of rows with risk 1
 */
record Risk(double highest, double lowest, double average, double above, double uniques) {
  /**
   * Measures.
   *
   * @param sample for each class how many of its rows are published; 0 does not take part
   * @param among for each class how many persons the attacker chooses among, at least as many
   * @param threshold the risk above which a row counts
   */
  static Risk of(int[] sample, int[] among, double threshold) {
    double rows = 0;
    double highest = 0;
    double lowest = 1;
    double sum = 0;
    double above = 0;
    double uniques = 0;
    for (int group = 0; group < sample.length; group++) {
      if (sample[group] > 0) {
        double risk = 1.0 / among[group];
        rows += sample[group];
        highest = Math.max(highest, risk);
        lowest = Math.min(lowest, risk);
        sum += sample[group] * risk;
        above += risk > threshold ? sample[group] : 0;
        uniques += among[group] == 1 ? sample[group] : 0;
      }
    }
    return rows == 0
        ? new Risk(0, 0, 0, 0, 0)
        : new Risk(highest, lowest, sum / rows, above / rows, uniques / rows);
  }
}
