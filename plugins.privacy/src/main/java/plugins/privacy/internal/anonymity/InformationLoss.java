package plugins.privacy.internal.anonymity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a recoding loses.
 *
 * @param certainty global certainty penalty in [0, 1]: the mean normalised certainty penalty of all
 *     cells, 1 in rows that are left out (Xu et al. 2006; Ghinita et al. 2007)
 * @param entropy non-uniform entropy in bits: the sum over all cells of -log2(occurrences of the
 *     value / rows in its region); rows left out count as if everything was one (Gionis and Tassa
 *     2009)
 * @param entropyShare the same divided by that of rows that are all left out, in [0, 1]
 * @param discernibility sum of squared group sizes; each row left out adds the number of all rows
 *     (Bayardo and Agrawal 2005)
 * @param averageClassSize rows / groups / k, 1 at best (LeFevre et al. 2006); of published rows
 * @param groups how many groups are published
 * @param smallest rows of the smallest of them
 * @param suppressed rows that are left out
 */
record InformationLoss(
    double certainty,
    double entropy,
    double entropyShare,
    double discernibility,
    double averageClassSize,
    int groups,
    int smallest,
    int suppressed) {

  /**
   * Measures a recoding.
   *
   * @param codes for each quasi-identifier the code of each row
   */
  static InformationLoss of(Recoding recoding, List<Domain> domains, List<int[]> codes, int k) {
    EquivalenceClasses classes = recoding.classes();
    int size = classes.rows().length;
    double certainty = 0;
    double entropy = 0;
    double whole = 0;
    for (int column = 0; column < domains.size(); column++) {
      Occurrences occurrences = Occurrences.of(codes.get(column), domains.get(column).size());
      whole += occurrences.entropy();
      for (int group = 0; group < classes.count(); group++) {
        boolean out = recoding.suppressed()[group];
        Domain domain = domains.get(column);
        Region region = out ? Region.of(0, domain.size() - 1) : recoding.regions()[group][column];
        int rows = classes.size(group);
        certainty += rows * (out ? 1 : domain.penalty(region));
        entropy += rows * occurrences.log(region);
        for (int at = classes.starts()[group]; at < classes.starts()[group + 1]; at++) {
          entropy -= occurrences.log(codes.get(column)[classes.rows()[at]]);
        }
      }
    }
    double discernibility = 0;
    int groups = 0;
    int smallest = Integer.MAX_VALUE;
    for (int group = 0; group < classes.count(); group++) {
      double rows = classes.size(group);
      boolean out = recoding.suppressed()[group];
      discernibility += rows * (out ? size : rows);
      groups += out ? 0 : 1;
      smallest = out ? smallest : Math.min(smallest, classes.size(group));
    }
    int suppressed = recoding.suppressedRows();
    return new InformationLoss(
        certainty / size / domains.size(),
        Math.max(0, entropy),
        whole > 0 ? Math.max(0, entropy) / whole : 0,
        discernibility,
        (size - suppressed) / (double) groups / k,
        groups,
        smallest,
        suppressed);
  }

  /** Returns the figures by name. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("groups", (double) groups);
    figures.put("smallest group", (double) smallest);
    figures.put("suppressed rows", (double) suppressed);
    figures.put("global certainty penalty", certainty);
    figures.put("non-uniform entropy", entropy);
    figures.put("non-uniform entropy share", entropyShare);
    figures.put("discernibility", discernibility);
    figures.put("average class size", averageClassSize);
    return figures;
  }
}
