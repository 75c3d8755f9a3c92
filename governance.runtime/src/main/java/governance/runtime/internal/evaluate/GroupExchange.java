package governance.runtime.internal.evaluate;

import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.resample.LongCodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of one model in which rows have exchanged their groups by chance, all protected columns at
 * once: what would be seen if there were no difference. Rows exchange only with rows that are alike
 * in what the hypothesis keeps fixed, and in which of their groups are missing.
 */
interface GroupExchange {
  /** Returns the set of one exchange, which depends on seed and number only. */
  EvaluationSet exchanged(int number);

  /** Returns the protected columns. */
  List<String> columns();

  /** Looks at rows that all exchanges of one test may take. */
  long WORK = 50_000_000;

  /** Fewest exchanges, whatever they take. */
  int LEAST = 199;

  /** Returns what one exchange and a figure of it take, in looks at rows. */
  long looks();

  /**
   * Returns how many exchanges are worth their time, at most {@code wanted}.
   *
   * @param cost what each takes besides looking at its rows once, in looks at rows
   */
  default int number(int wanted, long cost) {
    long affordable = WORK / (cost + looks());
    return (int) Math.min(wanted, Math.max(LEAST, affordable));
  }

  /** Returns in words what is exchanged among what. */
  static String words(Basis basis) {
    String among =
        switch (basis.exchange()) {
          case SAME_LABEL -> "rows of the same true class";
          case SAME_PREDICTION -> "rows of the same predicted class";
          default -> "all rows";
        };
    return basis.columns().isEmpty()
        ? among
        : among + " with the same " + String.join(", ", basis.columns());
  }

  /** Returns for each row the number of the part it exchanges its groups within. */
  static int[] parts(EvaluationSet set, Basis basis) {
    int rows = set.size();
    int[] parts = new int[rows];
    if (basis.exchange() == Exchange.SAME_LABEL) {
      refine(parts, set.labels());
    } else if (basis.exchange() == Exchange.SAME_PREDICTION) {
      refine(parts, set.predictions());
    }
    for (String column : basis.columns()) {
      if (set.columns().contains(column)) {
        refine(parts, set.column(column).stream().mapToInt(new TextCodes()::code).toArray());
      }
    }
    for (String column : set.protectedColumns()) {
      int[] index = set.groups(column).index();
      int[] missing = new int[rows];
      for (int row = 0; row < rows; row++) {
        missing[row] = index[row] < 0 ? 1 : 0;
      }
      refine(parts, missing);
    }
    return parts;
  }

  /** Numbers the pairs of a part and a code anew. */
  static void refine(int[] parts, int[] codes) {
    LongCodes pairs = new LongCodes();
    for (int row = 0; row < parts.length; row++) {
      parts[row] = pairs.code((long) parts[row] << 32 | codes[row] & 0xffffffffL);
    }
  }

  /** Numbers texts in the order they come. */
  final class TextCodes {
    private final Map<String, Integer> codes = new HashMap<>();

    int code(String text) {
      return codes.computeIfAbsent(String.valueOf(text), t -> codes.size());
    }
  }
}
