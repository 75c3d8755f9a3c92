package governance.runtime.internal.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Lines of columns that begin below each other; columns of figures end below each other. */
public final class Table {
  private static final String GAP = "  ";

  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  /** Begins a table; each character of {@code columns} is l or r, for left or right. */
  public Table(String columns) {
    right = new boolean[columns.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = columns.charAt(i) == 'r';
    }
  }

  /** Adds a line; cells that are missing at the end are empty. */
  public Table row(String... cells) {
    rows.add(cells);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the lines, each beginning with the indent and none ending with spaces. */
  public String render(String indent) {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], length(row[i]));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - length(row[i]));
        line.append(i == 0 ? "" : GAP).append(right[i] ? pad + row[i] : row[i] + pad);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Counts characters as they are seen: without the codes of colours. */
  private static int length(String cell) {
    String seen = cell.replaceAll("\u001b\\[[0-9;]*m", "");
    return seen.codePointCount(0, seen.length());
  }
}
