package plugins.fairness.internal.metric;

import governance.api.GovernanceException;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of AIF360: the unprivileged groups, pooled, against the privileged one, with its
 * sign.
 */
public final class Privileged {
  private Privileged() {}

  /**
   * Returns the index of the column's privileged group, when the setting names one.
   *
   * @param privileged entries column=group, for intersections a &amp; b=group of a &amp; group of b
   * @throws GovernanceException if the column has no such group
   */
  public static Optional<Integer> group(Partition groups, String[] privileged) {
    String column = groups.title() + "=";
    for (String entry : privileged) {
      if (entry.startsWith(column)) {
        int group = groups.indexOf(entry.substring(column.length()));
        if (group < 0) {
          throw GovernanceException.spec(
              "setting privileged",
              "got " + entry,
              "groups of " + groups.title() + " " + names(groups),
              "Name one of them as " + column + "group");
        }
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  private static List<String> names(Partition groups) {
    List<String> names = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      names.add(groups.name(group));
    }
    return names;
  }

  /** Adds the figures of one column to the parts. */
  static void addParts(
      List<Part> parts, String title, GroupFigure figure, Within within, int privileged) {
    Comparison comparison = figure.comparison();
    for (Rate rate : figure.rates()) {
      double signed = within.mean(s -> within.signed(rate, s, privileged));
      parts.add(Part.of(title + name(comparison, rate), signed));
    }
    if (figure.rates().size() > 1) {
      addMeans(parts, title, figure, within, privileged);
    }
  }

  /** With true and false positive rates: average odds difference, and that of absolute values. */
  private static void addMeans(
      List<Part> parts, String title, GroupFigure figure, Within within, int privileged) {
    if (figure.comparison() == Comparison.DIFFERENCE) {
      double count = figure.rates().size();
      double mean = 0;
      double absolute = 0;
      for (Rate rate : figure.rates()) {
        mean += within.mean(s -> within.signed(rate, s, privileged)) / count;
        absolute += within.mean(s -> Math.abs(within.signed(rate, s, privileged))) / count;
      }
      String sign = figure.comparison().signedTitle();
      parts.add(Part.of(title + "average odds " + sign, mean));
      parts.add(Part.of(title + "average absolute odds " + sign, absolute));
    }
  }

  private static String name(Comparison comparison, Rate rate) {
    boolean impact = comparison == Comparison.RATIO && rate == Rate.SELECTION;
    String convention = comparison.signedTitle();
    return impact
        ? "disparate impact" + convention.substring(convention.indexOf(' '))
        : rate.title() + " " + convention;
  }
}
