package plugins.fairness.internal.metric;

import governance.api.GovernanceException;
import java.util.Arrays;
import java.util.Optional;

/** Shares of groups that a setting names, each as column=group=share. */
public final class Shares {
  private Shares() {}

  /**
   * Returns the shares of the groups of a column, none when the setting does not name the column.
   *
   * @throws GovernanceException if an entry is wrong, or some groups have none
   */
  public static Optional<double[]> of(Partition groups, String setting, String[] entries) {
    double[] shares = new double[groups.size()];
    boolean named = false;
    for (String entry : entries) {
      if (entry.startsWith(groups.title() + "=")) {
        named = true;
        put(shares, groups, setting, entry);
      }
    }
    double sum = Arrays.stream(shares).sum();
    if (named && (Arrays.stream(shares).anyMatch(s -> s <= 0) || Math.abs(sum - 1) > 1e-6)) {
      throw wrong(
          setting,
          "shares " + Arrays.toString(shares) + " for column " + groups.title(),
          "a share above 0 for every group of the column, 1 together");
    }
    return named ? Optional.of(shares) : Optional.empty();
  }

  private static void put(double[] shares, Partition groups, String setting, String entry) {
    int end = entry.lastIndexOf('=');
    int from = groups.title().length() + 1;
    for (int group = 0; end >= from && group < shares.length; group++) {
      if (groups.name(group).equals(entry.substring(from, end))) {
        try {
          shares[group] = Double.parseDouble(entry.substring(end + 1));
          return;
        } catch (NumberFormatException e) {
          break;
        }
      }
    }
    throw wrong(setting, entry, "column=group=share with a group of the column and a number");
  }

  private static GovernanceException wrong(String setting, String got, String allowed) {
    return GovernanceException.spec(
        "setting " + setting, "got " + got, allowed, "Correct the entry");
  }
}
