package plugins.privacy.internal.anonymity;

import java.util.List;

/** What a column loses at each level, and what rows that are left out lose besides. */
final class LevelCosts {
  /** What is to be kept small. */
  enum Measure {
    /** Non-uniform entropy in bits. */
    ENTROPY,
    /** The sum of the normalised certainty penalties of all cells. */
    CERTAINTY
  }

  private final Measure measure;
  private final List<Domain> domains;
  private final List<int[]> codes;
  private final double[][] costs;

  LevelCosts(Measure measure, List<Domain> domains, List<int[]> codes) {
    this.measure = measure;
    this.domains = domains;
    this.codes = codes;
    this.costs = new double[domains.size()][];
    for (int column = 0; column < costs.length; column++) {
      Domain domain = domains.get(column);
      Occurrences occurrences = Occurrences.of(codes.get(column), domain.size());
      costs[column] = new double[domain.top() + 1];
      for (int level = 1; level <= domain.top(); level++) {
        costs[column][level] = cost(domain, occurrences, domain.groups(level));
      }
    }
  }

  private double cost(Domain domain, Occurrences occurrences, int[] groups) {
    double sum = 0;
    for (int low = 0; low < groups.length; ) {
      int high = low;
      while (high + 1 < groups.length && groups[high + 1] == groups[low]) {
        high++;
      }
      if (measure == Measure.CERTAINTY) {
        sum += occurrences.rows(low, high) * domain.penalty(low, high);
      } else {
        double all = occurrences.log(low, high);
        for (int code = low; code <= high; code++) {
          sum += occurrences.rows(code, code) * (all - occurrences.log(code));
        }
      }
      low = high + 1;
    }
    return sum;
  }

  /** Returns what all rows lose at a node; never less at a node above. */
  double cost(Lattice lattice, int node) {
    double sum = 0;
    for (int column = 0; column < costs.length; column++) {
      sum += costs[column][lattice.level(node, column)];
    }
    return sum;
  }

  /** Returns what rows that are left out lose beyond what they lose at the node. */
  double suppressed(Lattice lattice, int node, EquivalenceClasses classes, boolean[] out) {
    double sum = 0;
    for (int column = 0; column < costs.length; column++) {
      Domain domain = domains.get(column);
      int[] groups = domain.groups(lattice.level(node, column));
      double[] counts = new double[domain.count(lattice.level(node, column))];
      double all = 0;
      for (int group = 0; group < out.length; group++) {
        if (out[group]) {
          int row = classes.rows()[classes.starts()[group]];
          counts[groups[codes.get(column)[row]]] += classes.size(group);
          all += classes.size(group);
        }
      }
      sum += measure == Measure.ENTROPY ? entropy(counts, all) : certainty(domain, groups, counts);
    }
    return sum;
  }

  private static double entropy(double[] counts, double all) {
    double bits = 0;
    for (double count : counts) {
      bits += count > 0 ? count * Math.log(all / count) / Math.log(2) : 0;
    }
    return bits;
  }

  private static double certainty(Domain domain, int[] groups, double[] counts) {
    double sum = 0;
    for (int low = 0; low < groups.length; ) {
      int high = low;
      while (high + 1 < groups.length && groups[high + 1] == groups[low]) {
        high++;
      }
      sum += counts[groups[low]] * (1 - domain.penalty(low, high));
      low = high + 1;
    }
    return sum;
  }
}
