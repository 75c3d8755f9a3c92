package governance.runtime.internal.predictions;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of probabilities and the classes they are of. */
final class ScoreColumns {
  private static final double THRESHOLD = 0.5;

  private final String file;
  private final Map<String, NumberColumn> byColumn = new LinkedHashMap<>();
  private final Map<String, String> classOf = new LinkedHashMap<>();

  /**
   * Prepares.
   *
   * @param wanted each {@code column} or {@code class=column}
   */
  ScoreColumns(String file, List<String> wanted, ColumnSinks sinks) {
    this.file = file;
    for (String written : wanted) {
      int at = written.indexOf('=');
      String column = written.substring(at + 1).strip();
      if (at > 0) {
        classOf.put(column, written.substring(0, at).strip());
      }
      NumberColumn numbers =
          new NumberColumn(
              file,
              column,
              0,
              1,
              "a probability from 0 to 1",
              "Scores must be probabilities: convert logits or percentages");
      byColumn.put(column, sinks.take(column, numbers));
    }
  }

  /** Returns the classes that are named with a column. */
  List<String> classes() {
    return List.copyOf(classOf.values());
  }

  /** Returns the probabilities by class and row, or null where there are none. */
  double[][] read(ClassNames classes, int favourable) {
    if (byColumn.isEmpty()) {
      return null;
    }
    int count = classes.names().size();
    if (byColumn.size() == 1 && classOf.isEmpty()) {
      return single(classes, favourable);
    }
    double[][] scores = new double[count][];
    for (Map.Entry<String, NumberColumn> score : byColumn.entrySet()) {
      int of = classOf(score.getKey(), classes);
      scores[of] = score.getValue().take();
    }
    List<String> missing = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      if (scores[c] == null) {
        missing.add(classes.names().get(c));
      }
    }
    if (missing.size() == 1 && count == 2) {
      int known = scores[0] == null ? 1 : 0;
      scores[1 - known] = NumberColumn.complement(scores[known]);
    } else if (!missing.isEmpty()) {
      throw wrong("no column for class " + String.join(", ", missing), classes);
    }
    return scores;
  }

  private double[][] single(ClassNames classes, int favourable) {
    if (classes.names().size() != 2) {
      throw wrong("one column for " + classes.names().size() + " classes", classes);
    }
    int positive = positive(favourable);
    double[][] scores = new double[2][];
    scores[positive] = byColumn.values().iterator().next().take();
    scores[1 - positive] = NumberColumn.complement(scores[positive]);
    return scores;
  }

  /** A single score is that of the favourable class, or of the second. */
  private static int positive(int favourable) {
    return favourable < 0 ? 1 : favourable;
  }

  private int classOf(String column, ClassNames classes) {
    String named = classOf.get(column);
    if (named != null) {
      return classes.indexOf(named);
    }
    int found = -1;
    for (int c = 0; c < classes.names().size(); c++) {
      String name = classes.names().get(c);
      boolean ends =
          column.length() > name.length()
              && column.endsWith(name)
              && !Character.isLetterOrDigit(column.charAt(column.length() - name.length() - 1));
      boolean longer = found < 0 || name.length() > classes.names().get(found).length();
      if ((ends || column.equals(name)) && longer) {
        found = c;
      }
    }
    if (found < 0) {
      throw wrong("column " + column + " ends with no class", classes);
    }
    return found;
  }

  private GovernanceException wrong(String got, ClassNames classes) {
    String first = classes.names().get(0);
    return GovernanceException.spec(
        file + " --score",
        got,
        "a column for each class: " + String.join(", ", classes.names()),
        "Name them as class=column, such as --score " + first + "=COLUMN,…");
  }

  /** Returns the predicted class of each row: by 0.5 with two classes, else the greatest. */
  int[] greatest(double[][] scores, ClassNames classes, int favourable) {
    int[] predicted = new int[scores[0].length];
    int positive = positive(favourable);
    for (int row = 0; row < predicted.length; row++) {
      int best = 0;
      for (int c = 1; c < scores.length; c++) {
        best = scores[c][row] > scores[best][row] ? c : best;
      }
      boolean two = classes.names().size() == 2;
      predicted[row] = two ? scores[positive][row] >= THRESHOLD ? positive : 1 - positive : best;
    }
    return predicted;
  }
}
