package plugins.privacy.internal.summary;

import governance.api.inspect.AnalysisTable;
import governance.api.privacy.SummaryColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many rows have each value of a column, or lie in each part of its range. */
final class Counts {
  private static final String MISSING = "(missing)";
  private static final String OTHER = "(other)";

  private Counts() {}

  /** True counts by a label that is known without the rows; every label is there. */
  static Map<String, Long> known(SummaryColumn column, List<?> values) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (column.numeric()) {
      for (int bin = 0; bin < column.bins(); bin++) {
        counts.put(label(column, bin), 0L);
      }
    } else {
      column.categories().forEach(category -> counts.put(category, 0L));
      counts.put(OTHER, 0L);
    }
    counts.put(MISSING, 0L);
    for (Object value : values) {
      counts.merge(place(column, counts, value), 1L, Long::sum);
    }
    return counts;
  }

  private static String place(SummaryColumn column, Map<String, Long> counts, Object value) {
    if (column.numeric()) {
      double number = Numbers.of(value);
      return Double.isNaN(number) ? MISSING : label(column, bin(column, number));
    }
    String text = text(value);
    return text == null ? MISSING : counts.containsKey(text) ? text : OTHER;
  }

  private static int bin(SummaryColumn column, double number) {
    double share = (number - column.lower()) / (column.upper() - column.lower());
    return (int) Math.min(column.bins() - 1, Math.max(0, Math.floor(share * column.bins())));
  }

  private static String label(SummaryColumn column, int bin) {
    double width = (column.upper() - column.lower()) / column.bins();
    String end = bin == column.bins() - 1 ? "]" : ")";
    return "["
        + number(column.lower() + bin * width)
        + ", "
        + number(column.lower() + (bin + 1) * width)
        + end;
  }

  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros();
    return Math.abs(value) < 1e15 && Math.abs(value) > 1e-6
        ? rounded.toPlainString()
        : plain(value);
  }

  private static String plain(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.5e", value);
  }

  /** True counts of the values that rows have, in the order of their names. */
  static Map<String, Long> found(List<?> values) {
    Map<String, Long> counts = new TreeMap<>();
    for (Object value : values) {
      String text = text(value);
      counts.merge(text == null ? MISSING : text, 1L, Long::sum);
    }
    return counts;
  }

  private static String text(Object value) {
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? null : text;
  }

  /** The columns of a table of counts. */
  static AnalysisTable table(String title, Map<String, Released> released, String note) {
    List<List<Object>> rows = new ArrayList<>();
    released.forEach((label, r) -> rows.add(List.of(label, r.count(), r.least(), r.most())));
    List<AnalysisTable.Column> columns =
        List.of(
            new AnalysisTable.Column("value", AnalysisTable.Format.TEXT),
            new AnalysisTable.Column("rows", AnalysisTable.Format.COUNT),
            new AnalysisTable.Column("from", AnalysisTable.Format.COUNT),
            new AnalysisTable.Column("to", AnalysisTable.Format.COUNT));
    return new AnalysisTable(title, columns, rows, note);
  }
}
