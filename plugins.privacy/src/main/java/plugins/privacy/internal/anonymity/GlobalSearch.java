package plugins.privacy.internal.anonymity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Global recoding: the best of all combinations of levels (full-domain generalisation). Nodes are
 * looked at from the least loss on; where nothing is known of a node, a path from it to the top is
 * halved until it is known where the models begin to hold (Kohlmayer et al. 2012, Flash, doi
 * 10.1109/SocialCom-PASSAT.2012.52; El Emam et al. 2009, OLA, doi 10.1197/jamia.M3144), and what is
 * found marks all nodes above or below. Where failing rows may be left out and the models do not
 * have them shrink upwards, only the group size marks nodes, and the others are tried one by one.
 */
final class GlobalSearch {
  private final List<Domain> domains;
  private final List<int[]> codes;
  private final PrivacyModel model;
  private final int limit;
  private final LevelCosts costs;
  private final boolean charged;
  private final Lattice lattice;
  private final boolean monotone;
  private final GroupSize size;
  private int checks;

  /**
   * Prepares.
   *
   * @param limit how many rows may be left out
   * @param charged whether what is lost with rows that are left out counts
   */
  GlobalSearch(
      List<Domain> domains,
      List<int[]> codes,
      PrivacyModel model,
      int limit,
      LevelCosts costs,
      boolean charged) {
    this.domains = domains;
    this.codes = codes;
    this.model = model;
    this.limit = limit;
    this.costs = costs;
    this.charged = charged;
    this.lattice = new Lattice(domains);
    this.monotone = limit == 0 || model.failuresShrink();
    this.size = new GroupSize(model.leastRows());
  }

  /**
   * The best node.
   *
   * @param levels the level of each quasi-identifier
   * @param loss its loss by the measure that was to be kept small
   * @param recoding what becomes of the rows
   * @param checks how many nodes were checked against the rows
   * @param nodes how many there are
   */
  record Found(int[] levels, double loss, Recoding recoding, int checks, int nodes) {}

  /** Searches; empty where no node keeps to the models, not even with all values one. */
  Optional<Found> run() {
    double[] losses =
        IntStream.range(0, lattice.size()).mapToDouble(n -> costs.cost(lattice, n)).toArray();
    int[] order =
        IntStream.range(0, losses.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer node) -> losses[node]))
            .mapToInt(Integer::intValue)
            .toArray();
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int node : order) {
      if (losses[node] >= least) {
        break;
      }
      if (holds(node)) {
        double loss = losses[node] + (charged && limit > 0 ? suppressed(node) : 0);
        best = loss < least ? node : best;
        least = Math.min(least, loss);
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(found(best, least));
  }

  private double suppressed(int node) {
    EquivalenceClasses classes = classes(node);
    return costs.suppressed(lattice, node, classes, failing(classes, model));
  }

  private boolean holds(int node) {
    if (lattice.open(node)) {
      if (monotone) {
        halve(node);
      } else {
        tryOne(node);
      }
    }
    return lattice.holds(node);
  }

  /** Finds on a path to the top where the models begin to hold. */
  private void halve(int from) {
    int[] path = path(from);
    int least = 0;
    int most = path.length;
    while (least < most) {
      int middle = (least + most) >>> 1;
      if (check(path[middle], model)) {
        lattice.holdsAbove(path[middle]);
        most = middle;
      } else {
        lattice.failsBelow(path[middle]);
        least = middle + 1;
      }
    }
  }

  /** Returns nodes of which nothing is known, each above the one before. */
  private int[] path(int from) {
    int[] path = new int[1];
    path[0] = from;
    for (int node = from; node >= 0; ) {
      int next = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int column = 0; column < lattice.columns(); column++) {
        int above = lattice.above(node, column);
        if (above >= 0 && lattice.open(above) && costs.cost(lattice, above) < least) {
          next = above;
          least = costs.cost(lattice, above);
        }
      }
      if (next >= 0) {
        path = Arrays.copyOf(path, path.length + 1);
        path[path.length - 1] = next;
      }
      node = next;
    }
    return path;
  }

  private void tryOne(int node) {
    EquivalenceClasses classes = classes(node);
    checks++;
    if (rows(classes, failing(classes, size)) > limit) {
      lattice.failsBelow(node);
    } else {
      lattice.mark(node, rows(classes, failing(classes, model)) <= limit);
    }
  }

  private boolean check(int node, PrivacyModel asked) {
    checks++;
    EquivalenceClasses classes = classes(node);
    return rows(classes, failing(classes, asked)) <= limit;
  }

  private EquivalenceClasses classes(int node) {
    int rows = codes.get(0).length;
    int[] cardinalities = new int[domains.size()];
    int[][] grouped = new int[domains.size()][];
    for (int column = 0; column < cardinalities.length; column++) {
      int level = lattice.level(node, column);
      cardinalities[column] = domains.get(column).count(level);
      grouped[column] = codes.get(column);
      if (level > 0) {
        int[] groups = domains.get(column).groups(level);
        int[] values = codes.get(column);
        int[] coarse = new int[rows];
        for (int row = 0; row < rows; row++) {
          coarse[row] = groups[values[row]];
        }
        grouped[column] = coarse;
      }
    }
    return EquivalenceClasses.of(rows, List.of(grouped), cardinalities);
  }

  private static boolean[] failing(EquivalenceClasses classes, PrivacyModel model) {
    boolean[] failing = new boolean[classes.count()];
    for (int group = 0; group < failing.length; group++) {
      failing[group] =
          !model.holds(classes.rows(), classes.starts()[group], classes.starts()[group + 1]);
    }
    return failing;
  }

  private static int rows(EquivalenceClasses classes, boolean[] failing) {
    int rows = 0;
    for (int group = 0; group < failing.length; group++) {
      rows += failing[group] ? classes.size(group) : 0;
    }
    return rows;
  }

  private Found found(int node, double loss) {
    EquivalenceClasses classes = classes(node);
    int[] levels = new int[domains.size()];
    Region[][] regions = new Region[classes.count()][levels.length];
    for (int column = 0; column < levels.length; column++) {
      levels[column] = lattice.level(node, column);
      int[] groups = domains.get(column).groups(levels[column]);
      int[] first = new int[domains.get(column).count(levels[column])];
      int[] last = new int[first.length];
      for (int code = groups.length - 1; code >= 0; code--) {
        first[groups[code]] = code;
      }
      for (int code = 0; code < groups.length; code++) {
        last[groups[code]] = code;
      }
      for (int group = 0; group < classes.count(); group++) {
        int row = classes.rows()[classes.starts()[group]];
        int value = groups[codes.get(column)[row]];
        regions[group][column] = Region.of(first[value], last[value]);
      }
    }
    Recoding recoding = new Recoding(classes, failing(classes, model), regions);
    return new Found(levels, loss, recoding, checks, lattice.size());
  }
}
