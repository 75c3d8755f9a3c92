package governance.runtime.internal.cli.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.runtime.internal.cli.terminal.Figures;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.evaluate.MetricFigure;
import governance.runtime.internal.evaluate.ParityTest;
import governance.runtime.internal.predictions.PredictionSet;
import governance.runtime.internal.predictions.PredictionSet.GroupSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of an evaluation with interval, number of rows and p, and those of each group. */
final class FigureTable {
  /** Groups of a column that are shown; JSON has all. */
  private static final int SHOWN = 12;

  /** Metrics that are named with what they have in common; JSON has all. */
  private static final int FEW = 3;

  private final Terminal terminal;
  private final EvaluationTree evaluation;
  private final StringBuilder text = new StringBuilder();

  FigureTable(Terminal terminal, EvaluationTree evaluation) {
    this.terminal = terminal;
    this.evaluation = evaluation;
  }

  String render() {
    head();
    figures();
    notComputed();
    return text.toString();
  }

  private void head() {
    PredictionSet read = evaluation.read();
    int rows = read.set().size();
    double seconds = evaluation.times().reading();
    Table facts = new Table("ll");
    facts.row(
        "rows",
        String.format(
            Locale.ROOT,
            "%,d of %s (read in %.1f s, %,.0f rows/s; all in %.1f s)",
            rows,
            evaluation.file().getFileName(),
            seconds,
            rows / Math.max(1e-9, seconds),
            evaluation.times().all()));
    int favourable = read.set().favourable();
    String good = favourable < 0 ? "none named" : read.set().classes().get(favourable);
    facts.row("classes", shortened(read.set().classes(), ", ") + "; favourable: " + good);
    byColumn(read.groups()).forEach((column, sizes) -> facts.row(column, shortened(sizes, ", ")));
    text.append(facts.render(""));
    read.notes().forEach(note -> text.append(terminal.warning("note: " + note)).append('\n'));
    text.append('\n');
  }

  private Map<String, List<String>> byColumn(List<GroupSize> groups) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (GroupSize size : groups) {
      String name = size.group() == null ? "(missing, in no group)" : size.group();
      String shown = name + String.format(Locale.ROOT, " %,d", size.rows());
      columns
          .computeIfAbsent(size.column(), c -> new ArrayList<>())
          .add(size.small() ? terminal.warning(shown + " small") : shown);
    }
    return columns;
  }

  private static String shortened(List<String> all, String between) {
    int more = all.size() - SHOWN;
    String first = String.join(between, more > 0 ? all.subList(0, SHOWN) : all);
    // The last may be what is missing, which is never left out.
    String last = more > 0 ? all.get(all.size() - 1) : "";
    return more > 0 ? first + ", … " + (more - 1) + " more, " + last : first;
  }

  private void figures() {
    if (evaluation.computed().isEmpty()) {
      return;
    }
    Table table = new Table("lrlrrr");
    table.row("METRIC", "VALUE", "INTERVAL", "N", "P", "CORRECTED");
    for (MetricFigure figure : evaluation.computed()) {
      MetricResult result = figure.result();
      List<ParityTest> tests = figure.tests();
      ParityTest whole = tests.isEmpty() ? null : tests.get(tests.size() - 1);
      row(table, figure.info().id(), result.value(), result.interval(), result.n(), whole);
      if (tests.size() > 1) {
        tests.subList(0, tests.size() - 1).forEach(t -> column(table, result, t));
      }
      groups(table, result.groups());
    }
    text.append(table.render("")).append('\n');
    notes();
  }

  /** Tells each thing once, with all metrics that say it. */
  private void notes() {
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (MetricFigure figure : evaluation.computed()) {
      for (String note : figure.result().note().split("; ")) {
        if (!note.isEmpty()) {
          said.computeIfAbsent(note, n -> new ArrayList<>()).add(figure.info().id());
        }
      }
    }
    said.forEach(
        (note, ids) -> {
          String whose = ids.size() > FEW ? ids.size() + " metrics" : String.join(", ", ids);
          text.append(terminal.warning("note: " + whose + ": " + note)).append('\n');
        });
  }

  private void notComputed() {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    evaluation
        .notComputed()
        .forEach(
            (id, why) -> {
              String reason = why.startsWith(id + ": ") ? why.substring(id.length() + 2) : why;
              reasons.computeIfAbsent(reason, r -> new ArrayList<>()).add(id);
            });
    reasons.forEach(
        (reason, ids) ->
            text.append("not computed  ")
                .append(String.join(", ", ids))
                .append(": ")
                .append(reason)
                .append('\n'));
  }

  private static void column(Table table, MetricResult result, ParityTest test) {
    Interval interval =
        result.parts().stream()
            .filter(p -> p.name().equals(test.column()))
            .map(MetricResult.Part::interval)
            .findFirst()
            .orElse(null);
    row(table, "  " + test.column(), test.value(), interval, -1, test);
  }

  private void groups(Table table, List<GroupValue> groups) {
    Map<String, Integer> shown = new LinkedHashMap<>();
    for (GroupValue g : groups) {
      int before = shown.merge(g.column(), 1, Integer::sum);
      if (before <= SHOWN) {
        String small = g.n() < PredictionSet.SMALL ? " (small)" : "";
        row(
            table,
            "    " + g.column() + "=" + g.group() + small,
            g.value(),
            g.interval(),
            g.n(),
            null);
      }
    }
    shown.forEach(
        (column, number) -> {
          if (number > SHOWN) {
            table.row("    " + column + ": " + (number - SHOWN) + " more groups, see --json");
          }
        });
  }

  private static void row(
      Table table, String name, double value, Interval interval, long n, ParityTest test) {
    table.row(
        name,
        Figures.of(value),
        interval == null
            ? ""
            : "[" + Figures.of(interval.low()) + ", " + Figures.of(interval.high()) + "]",
        n < 0 ? "" : String.format(Locale.ROOT, "%,d", n),
        test == null ? "" : Figures.of(test.p()),
        test == null ? "" : Figures.of(test.holm()));
  }
}
