package governance.runtime.internal.cli.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.runtime.internal.cli.terminal.Figures;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.evaluate.Assessment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The figures of a run's models side by side. An untuned model often decides the same for everybody
 * and so looks fair; what governance did shows only beside the same training without it. Where a
 * run has such a reference, the way from before to after is therefore judged in two steps.
 */
final class MetricTable {
  private final Terminal terminal;
  private final JsonObject metrics;
  private final boolean reference;

  /**
   * @param metrics the content of {@code metrics.json}
   */
  MetricTable(Terminal terminal, JsonObject metrics) {
    this.terminal = terminal;
    this.metrics = metrics;
    this.reference =
        metrics.asMap().values().stream()
            .anyMatch(m -> m instanceof JsonObject o && member(o, "reference").has("value"));
  }

  /** Returns the table with what a reader must know of it; empty without metrics. */
  String render() {
    if (metrics.isEmpty()) {
      return "";
    }
    Table table = new Table(reference ? "llllll" : "llll");
    if (reference) {
      table.row("METRIC", "BEFORE", "WITHOUT PENALTIES", "AFTER", "TRAINING DID", "GOVERNANCE DID");
    } else {
      table.row("METRIC", "BEFORE", "AFTER", "CHANGE");
    }
    for (Map.Entry<String, JsonElement> metric : metrics.entrySet()) {
      if (metric.getValue() instanceof JsonObject result) {
        table.row(cells(metric.getKey(), result).toArray(String[]::new));
      }
    }
    return table.render("")
        + legend()
        + notes("baseline", "Before training: ")
        + notes("tuned", "After: ");
  }

  private List<String> cells(String id, JsonObject result) {
    List<String> cells = new ArrayList<>(List.of(id));
    JsonObject before = member(result, "baseline");
    if (reference) {
      cells.add(Figures.of(number(before, "value")));
      cells.add(Figures.of(number(member(result, "reference"), "value")));
      cells.add(figure(member(result, "tuned")));
      cells.add(judged(result, "training", "baseline", "reference"));
      cells.add(judged(result, "cost", "reference", "tuned"));
    } else {
      cells.add(figure(before));
      cells.add(figure(member(result, "tuned")));
      cells.add(judged(result, "change", "baseline", "tuned"));
    }
    return cells;
  }

  private String judged(JsonObject result, String change, String before, String after) {
    JsonObject moved = member(result, change);
    double value = number(moved, "value");
    String named = ResultView.string(result, "direction");
    if (!Double.isFinite(value) || named.isEmpty() || named.equals(Direction.NEUTRAL.name())) {
      return "";
    }
    Direction direction = Direction.valueOf(named);
    return switch (Assessment.of(
        direction,
        value,
        interval(moved),
        interval(member(result, before)),
        interval(member(result, after)))) {
      case BETTER -> terminal.good("better");
      case WORSE -> terminal.warning("worse");
      case UNCLEAR -> terminal.faint("unclear");
      case NONE -> "same";
    };
  }

  private String legend() {
    return reference
        ? terminal.faint(
                "Training: without penalties against before. Governance: after against without"
                    + " penalties. Unclear: the interval of the change holds 0.")
            + "\n"
        : "";
  }

  /** What metrics say of a model, such as that it decides the same for everybody; each once. */
  private String notes(String model, String lead) {
    Set<String> notes = new LinkedHashSet<>();
    for (JsonElement metric : metrics.asMap().values()) {
      if (metric instanceof JsonObject result) {
        notes.add(ResultView.string(member(result, model), "note"));
      }
    }
    notes.remove("");
    StringBuilder lines = new StringBuilder();
    notes.forEach(note -> lines.append(terminal.warning(lead + note)).append('\n'));
    return lines.toString();
  }

  private static String figure(JsonObject figure) {
    JsonObject interval = member(figure, "interval");
    if (!interval.has("low")) {
      return Figures.of(number(figure, "value"));
    }
    return String.format(
        Locale.ROOT,
        "%s [%s, %s]",
        Figures.of(number(figure, "value")),
        Figures.of(number(interval, "low")),
        Figures.of(number(interval, "high")));
  }

  private static Interval interval(JsonObject figure) {
    JsonObject i = member(figure, "interval");
    return i.has("low")
        ? new Interval(number(i, "low"), number(i, "high"), number(i, "level"), "")
        : null;
  }

  private static double number(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonPrimitive p && p.isNumber() ? p.getAsDouble() : Double.NaN;
  }

  private static JsonObject member(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonObject o ? o : new JsonObject();
  }
}
