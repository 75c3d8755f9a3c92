package plugins.fairness.internal.text;

import governance.api.evaluate.MetricResult.GroupValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plugins.fairness.internal.Auc;

/**
 * Areas under the ROC curve by identity term (Borkan et al. 2019, section 3): within the term's
 * phrases; background positive, subgroup negative; background negative, subgroup positive. The
 * background is all other phrases.
 */
final class TermAucs {
  static final String SUBGROUP = "subgroup AUC";
  static final String BPSN = "BPSN AUC";
  static final String BNSP = "BNSP AUC";
  static final List<String> NAMES = List.of(SUBGROUP, BPSN, BNSP);

  private final List<GroupValue> groups = new ArrayList<>();

  /** Computes all areas. */
  TermAucs(IdentityPhrases phrases, double[] scores) {
    List<List<GroupValue>> byName =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int t = 0; t < phrases.terms().size(); t++) {
      double[] ownPositive = chosen(phrases, scores, t, true, true);
      double[] ownNegative = chosen(phrases, scores, t, true, false);
      double[] otherPositive = chosen(phrases, scores, t, false, true);
      double[] otherNegative = chosen(phrases, scores, t, false, false);
      Auc[] three = {
        Auc.of(ownPositive, ownNegative),
        Auc.of(otherPositive, ownNegative),
        Auc.of(ownPositive, otherNegative)
      };
      for (int i = 0; i < three.length; i++) {
        String term = phrases.terms().get(t);
        byName
            .get(i)
            .add(
                new GroupValue(
                    NAMES.get(i), term, three[i].value(), three[i].n(), three[i].interval()));
      }
    }
    byName.forEach(groups::addAll);
  }

  private static double[] chosen(
      IdentityPhrases phrases, double[] scores, int term, boolean own, boolean positive) {
    double[] found = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (phrases.positive()[i] == positive && (phrases.term()[i] == term) == own) {
        found[count++] = scores[i];
      }
    }
    double[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return sorted;
  }

  List<GroupValue> groups() {
    return groups;
  }

  /** The smallest area of a name; empty where none is defined. */
  Optional<GroupValue> worst(String name) {
    return groups.stream()
        .filter(g -> g.column().equals(name) && !Double.isNaN(g.value()))
        .min(Comparator.comparingDouble(GroupValue::value));
  }
}
