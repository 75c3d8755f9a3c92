package governance.runtime.internal.cli.inspect;

import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An inspection as text: first what stands out, then the figures of each analysis. */
public final class InspectionView {
  /** Rows of a table that are shown. */
  private static final int SHOWN = 20;

  private static final int WIDEST = 110;
  private static final String HANGING = "           ";
  private static final int LONGEST_CELL = 40;

  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  public InspectionView(Terminal terminal) {
    this.terminal = terminal;
  }

  String render(Map<String, Object> tree) {
    head(tree);
    line("");
    line(terminal.bold("What stands out"));
    List<?> findings = (List<?>) tree.get("findings");
    findings.forEach(each -> finding((Map<?, ?>) each));
    if (findings.isEmpty()) {
      line("  Nothing.");
    }
    List<?> analyses = (List<?>) tree.get("analyses");
    long apart =
        analyses.stream().filter(a -> ((Map<?, ?>) a).get("notApplicable") != null).count();
    if (apart > 0) {
      line(
          "  "
              + apart
              + " of "
              + analyses.size()
              + " analyses do not apply to this data; below they say why.");
    }
    analyses.forEach(each -> analysis((Map<?, ?>) each));
    return text.toString();
  }

  /** Returns tables alone. */
  public String tables(List<?> tables) {
    tables.forEach(each -> table((Map<?, ?>) each));
    return text.toString();
  }

  private void head(Map<String, Object> tree) {
    Object domain = tree.get("domain");
    String part = tree.get("part").equals("ALL") ? "all" : "training";
    line(
        String.format(
            Locale.ROOT,
            "%s%s: %,d %s rows of %,d used (%,d read, %,d rejected), before any transform",
            terminal.bold(tree.get("data").toString()),
            domain == null ? "" : " (" + domain + ")",
            tree.get("rows"),
            part,
            tree.get("used"),
            tree.get("read"),
            tree.get("rejected")));
    Object label = tree.get("label");
    Object favourable = tree.get("favourable");
    String names = String.join(", ", texts(tree.get("protected")));
    line(
        "label: "
            + (label == null ? "none" : label)
            + "; favourable: "
            + (favourable == null ? "none named" : favourable)
            + "; protected: "
            + (names.isEmpty() ? "none named (--protected)" : names));
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private void finding(Map<?, ?> finding) {
    String severity = finding.get("severity").toString().toLowerCase(Locale.ROOT);
    String word = "%-7s".formatted(severity);
    String shown = severity.equals("warning") ? terminal.warning(word) : word;
    List<String> lines = wrapped(finding.get("sentence").toString(), HANGING.length());
    line("  " + shown + "  " + lines.get(0));
    lines.stream().skip(1).forEach(l -> line(HANGING + l));
  }

  private List<String> wrapped(String sentence, int indent) {
    int width = Math.max(40, Math.min(WIDEST, terminal.width()) - indent);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private void analysis(Map<?, ?> analysis) {
    line("");
    String id = terminal.faint("(" + analysis.get("id") + ")");
    if (analysis.get("failure") != null) {
      line(terminal.bad("failed") + " " + id + " " + analysis.get("failure"));
      return;
    }
    line(terminal.bold(analysis.get("title").toString()) + " " + id);
    if (analysis.get("notApplicable") != null) {
      line("  Not applicable: " + analysis.get("notApplicable"));
    }
    ((List<?>) analysis.get("tables")).forEach(each -> table((Map<?, ?>) each));
  }

  private void table(Map<?, ?> given) {
    List<?> columns = (List<?>) given.get("columns");
    List<?> rows = (List<?>) given.get("rows");
    line("  " + given.get("title"));
    StringBuilder layout = new StringBuilder();
    List<String> formats = new ArrayList<>();
    List<String> head = new ArrayList<>();
    for (Object column : columns) {
      String format = ((Map<?, ?>) column).get("format").toString();
      formats.add(format);
      layout.append(format.equals("text") ? 'l' : 'r');
      head.add(((Map<?, ?>) column).get("name").toString());
    }
    Table table = new Table(layout.toString());
    table.row(head.toArray(String[]::new));
    for (Object row : rows.subList(0, Math.min(SHOWN, rows.size()))) {
      List<?> values = (List<?>) row;
      String[] cells = new String[values.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cell(values.get(i), formats.get(i));
      }
      table.row(cells);
    }
    text.append(table.render("    "));
    if (rows.size() > SHOWN) {
      line("    … and " + (rows.size() - SHOWN) + " more rows (--json has all)");
    }
    String note = given.get("note").toString();
    if (!note.isEmpty()) {
      wrapped(note, 4).forEach(l -> line(terminal.faint("    " + l)));
    }
  }

  private static String cell(Object value, String format) {
    if (value == null) {
      return "–";
    }
    if (value instanceof String s) {
      String line = s.replaceAll("\\s+", " ");
      return line.length() > LONGEST_CELL ? line.substring(0, LONGEST_CELL - 1) + "…" : line;
    }
    double number = ((Number) value).doubleValue();
    return switch (format) {
      case "count" -> String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
      case "share" -> String.format(Locale.ROOT, "%.1f %%", 100 * number);
      case "p-value" -> number < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", number);
      default ->
          number != 0 && Math.abs(number) < 0.001
              ? String.format(Locale.ROOT, "%.2e", number)
              : String.format(Locale.ROOT, "%.4f", number);
    };
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
