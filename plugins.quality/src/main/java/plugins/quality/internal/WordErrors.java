package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Edits that make one text of another, summed over rows. */
final class WordErrors {
  private double edits;
  private double hits;
  private double references;
  private double hypotheses;
  private double characters;
  private double characterEdits;
  private long rows;

  static MetricResult evaluate(EvaluationSet set, String reference, String hypothesis) {
    for (String column : List.of(reference, hypothesis)) {
      if (!set.columns().contains(column)) {
        return MetricResult.undefined(
            Direction.LOWER_IS_BETTER, "the data has no column " + column);
      }
    }
    WordErrors all = new WordErrors();
    List<String> columns = set.protectedColumns();
    List<WordErrors[]> byGroup = new ArrayList<>();
    for (String column : columns) {
      WordErrors[] each = new WordErrors[set.groups(column).names().size()];
      Arrays.setAll(each, g -> new WordErrors());
      byGroup.add(each);
    }
    for (int row = 0; row < set.size(); row++) {
      String wanted = set.column(reference).get(row);
      String got = set.column(hypothesis).get(row);
      if (set.weight(row) > 0 && wanted != null && got != null) {
        WordErrors one = of(wanted, got);
        all.add(one, set.weight(row), set.count(row));
        for (int c = 0; c < byGroup.size(); c++) {
          int group = set.groups(columns.get(c)).index()[row];
          if (group >= 0) {
            byGroup.get(c)[group].add(one, set.weight(row), set.count(row));
          }
        }
      }
    }
    return all.result(set, columns, byGroup);
  }

  private MetricResult result(EvaluationSet set, List<String> columns, List<WordErrors[]> byGroup) {
    List<GroupValue> groups = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      Groups of = set.groups(columns.get(c));
      for (int g = 0; g < of.names().size(); g++) {
        WordErrors each = byGroup.get(c)[g];
        double value = each.references > 0 ? each.edits / each.references : Double.NaN;
        groups.add(GroupValue.of(columns.get(c), of.names().get(g), value, each.rows));
      }
    }
    if (!(references > 0)) {
      return MetricResult.undefined(
              Direction.LOWER_IS_BETTER, "no row has words in both columns to compare")
          .withGroups(groups);
    }
    double preserved = hypotheses > 0 ? hits / references * (hits / hypotheses) : 0;
    return MetricResult.of(edits / references, Direction.LOWER_IS_BETTER, rows)
        .withGroups(groups)
        .withParts(
            List.of(
                Part.of("match error rate", edits / (edits + hits)),
                Part.of("word information preserved", preserved),
                Part.of("word information lost", 1 - preserved),
                Part.of("word edits", edits),
                Part.of("character edits", characterEdits),
                Part.of("character error rate", characterEdits / characters)));
  }

  private void add(WordErrors one, double weight, long count) {
    edits += weight * one.edits;
    hits += weight * one.hits;
    references += weight * one.references;
    hypotheses += weight * one.hypotheses;
    characters += weight * one.characters;
    characterEdits += weight * one.characterEdits;
    rows += count;
  }

  /** Compares two texts. */
  static WordErrors of(String reference, String hypothesis) {
    WordErrors one = new WordErrors();
    int[] edits = align(words(reference), words(hypothesis));
    one.edits = edits[0];
    one.hits = edits[1];
    one.references = words(reference).length;
    one.hypotheses = words(hypothesis).length;
    one.characters = reference.codePointCount(0, reference.length());
    one.characterEdits = align(characters(reference), characters(hypothesis))[0];
    return one;
  }

  private static Object[] words(String text) {
    return text.isBlank() ? new Object[0] : text.strip().split("\\s+");
  }

  private static Object[] characters(String text) {
    return text.codePoints().boxed().toArray();
  }

  /** Returns the fewest edits and, with so few, the most that can stay: Levenshtein's alignment. */
  private static int[] align(Object[] from, Object[] to) {
    int[] edits = new int[to.length + 1];
    int[] kept = new int[to.length + 1];
    for (int j = 0; j <= to.length; j++) {
      edits[j] = j;
    }
    for (int i = 1; i <= from.length; i++) {
      int editsBefore = edits[0];
      int keptBefore = kept[0];
      edits[0] = i;
      kept[0] = 0;
      for (int j = 1; j <= to.length; j++) {
        boolean same = from[i - 1].equals(to[j - 1]);
        int best = editsBefore + (same ? 0 : 1);
        int most = keptBefore + (same ? 1 : 0);
        editsBefore = edits[j];
        keptBefore = kept[j];
        if (better(edits[j] + 1, kept[j], best, most)) {
          best = edits[j] + 1;
          most = kept[j];
        }
        if (better(edits[j - 1] + 1, kept[j - 1], best, most)) {
          best = edits[j - 1] + 1;
          most = kept[j - 1];
        }
        edits[j] = best;
        kept[j] = most;
      }
    }
    return new int[] {edits[to.length], kept[to.length]};
  }

  private static boolean better(int edits, int kept, int than, int thanKept) {
    return edits < than || edits == than && kept > thanKept;
  }
}
