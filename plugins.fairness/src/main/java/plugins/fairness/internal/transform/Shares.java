package plugins.fairness.internal.transform;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.List;

/** The shares of the rows that each group and class is to have; 0 where it has no rows. */
final class Shares {
  private static final String SETTING = Resampling.ID + " setting shares";
  private static final double ROUNDING = 1e-6;

  private Shares() {}

  /** Returns the shares of a goal. Where a group has no row of a class, the others share. */
  static double[][] of(Resampling.Goal goal, int[][] counts) {
    double[][] totals = new double[counts.length][];
    double[] ofClass = new double[counts.length == 0 ? 0 : counts[0].length];
    double[] ofGroup = new double[counts.length];
    for (int g = 0; g < counts.length; g++) {
      for (int c = 0; c < ofClass.length; c++) {
        ofClass[c] += counts[g][c];
        ofGroup[g] += counts[g][c];
      }
    }
    for (int g = 0; g < counts.length; g++) {
      totals[g] = new double[ofClass.length];
      for (int c = 0; c < ofClass.length; c++) {
        double wanted = goal == Resampling.Goal.EQUAL ? 1 : ofGroup[g] * ofClass[c];
        totals[g][c] = counts[g][c] == 0 ? 0 : wanted;
      }
    }
    double all = Resampling.sum(totals);
    for (double[] group : totals) {
      for (int c = 0; c < group.length; c++) {
        group[c] /= all;
      }
    }
    return totals;
  }

  /** Reads the shares that a setting gives. */
  static double[][] given(String[] setting, Cells cells) {
    List<String> names = new ArrayList<>();
    double[][] shares = new double[cells.groups()][cells.classes().size()];
    boolean[][] named = new boolean[cells.groups()][cells.classes().size()];
    int[][] counts = cells.counts();
    for (int g = 0; g < shares.length; g++) {
      for (int c = 0; c < shares[g].length; c++) {
        names.add(counts[g][c] == 0 ? null : String.join(",", cells.key(g, c)));
      }
    }
    for (String entry : setting) {
      int at = entry.lastIndexOf('=');
      int index = at < 0 ? -1 : names.indexOf(entry.substring(0, at).strip());
      double share = at < 0 ? Double.NaN : number(entry.substring(at + 1));
      int classes = cells.classes().size();
      if (index < 0 || !(share >= 0) || named[index / classes][index % classes]) {
        throw wrong("got \"" + entry + "\"", names);
      }
      named[index / classes][index % classes] = true;
      shares[index / classes][index % classes] = share;
    }
    double total = Resampling.sum(shares);
    if (Math.abs(total - 1) > ROUNDING) {
      throw wrong("shares sum to " + total, names);
    }
    return shares;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static GovernanceException wrong(String got, List<String> names) {
    List<String> known = names.stream().filter(name -> name != null).toList();
    String shown =
        known.size() > 12
            ? known.subList(0, 12) + " and " + (known.size() - 12) + " more"
            : known.toString();
    return GovernanceException.spec(
        SETTING,
        got,
        "each of " + shown + " at most once as name=share, shares of at least 0 that sum to 1",
        "Correct it");
  }
}
