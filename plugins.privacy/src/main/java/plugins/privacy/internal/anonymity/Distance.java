package plugins.privacy.internal.anonymity;

/**
 * The earth mover's distance between the distribution of the sensitive attribute in a group and
 * among all rows, in [0, 1], for three ground distances (Li, Li and Venkatasubramanian 2007, doi
 * 10.1109/ICDE.2007.367856, section 5).
 */
enum Distance {
  /** Values are as far apart as their ranks: sum of |cumulative differences| / (m - 1). */
  ORDERED {
    @Override
    double between(double[] group, double[] all, Domain domain) {
      double moved = 0;
      double carried = 0;
      for (int i = 0; i < group.length; i++) {
        carried += group[i] - all[i];
        moved += Math.abs(carried);
      }
      return group.length < 2 ? 0 : moved / (group.length - 1);
    }
  },
  /** All values are 1 apart: half the sum of |differences|. */
  EQUAL {
    @Override
    double between(double[] group, double[] all, Domain domain) {
      double sum = 0;
      for (int i = 0; i < group.length; i++) {
        sum += Math.abs(group[i] - all[i]);
      }
      return sum / 2;
    }
  },
  /** Values are as far apart as the height of their lowest common group in the hierarchy. */
  HIERARCHICAL {
    @Override
    double between(double[] group, double[] all, Domain domain) {
      double[] extra = new double[group.length];
      for (int i = 0; i < group.length; i++) {
        extra[i] = group[i] - all[i];
      }
      double cost = 0;
      for (int level = 1; level <= domain.top(); level++) {
        cost += level / (double) domain.top() * exchanged(extra, domain, level);
        extra = sums(extra, domain, level);
      }
      return cost;
    }
  };

  /** Returns the distance; the codes of the domain are in order. */
  abstract double between(double[] group, double[] all, Domain domain);

  /** Returns what is moved between the groups of the level below within those of a level. */
  private static double exchanged(double[] extra, Domain domain, int level) {
    double[] more = new double[domain.count(level)];
    double[] less = new double[domain.count(level)];
    int[] upper = upper(domain, level);
    for (int i = 0; i < extra.length; i++) {
      more[upper[i]] += Math.max(0, extra[i]);
      less[upper[i]] += Math.max(0, -extra[i]);
    }
    double moved = 0;
    for (int i = 0; i < more.length; i++) {
      moved += Math.min(more[i], less[i]);
    }
    return moved;
  }

  private static double[] sums(double[] extra, Domain domain, int level) {
    double[] sums = new double[domain.count(level)];
    int[] upper = upper(domain, level);
    for (int i = 0; i < extra.length; i++) {
      sums[upper[i]] += extra[i];
    }
    return sums;
  }

  /** Returns for each group of the level below the group of a level that it is part of. */
  private static int[] upper(Domain domain, int level) {
    int[] lower = domain.groups(level - 1);
    int[] upper = domain.groups(level);
    int[] parents = new int[domain.count(level - 1)];
    for (int code = 0; code < lower.length; code++) {
      parents[lower[code]] = upper[code];
    }
    return parents;
  }
}
