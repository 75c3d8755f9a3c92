package governance.runtime.internal.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What a run found: figures before and after, gates, and where the evidence is. */
final class ResultView {
  private final Terminal terminal;
  private final Evidence evidence;
  private final StringBuilder text = new StringBuilder();

  ResultView(Terminal terminal, Evidence evidence) {
    this.terminal = terminal;
    this.evidence = evidence;
  }

  String render() {
    metrics();
    gates();
    for (Path document : evidence.documents()) {
      text.append("report    ").append(document).append('\n');
    }
    text.append("evidence  ").append(evidence.folder()).append('\n');
    return text.toString();
  }

  private void metrics() {
    boolean reference =
        evidence.metrics().asMap().values().stream()
            .anyMatch(m -> m instanceof JsonObject o && member(o, "reference").has("value"));
    Table table = new Table(reference ? "lllll" : "llll");
    if (reference) {
      table.row("METRIC", "BEFORE", "WITHOUT PENALTIES", "AFTER", "");
    } else {
      table.row("METRIC", "BEFORE", "AFTER", "");
    }
    for (Map.Entry<String, JsonElement> metric : evidence.metrics().entrySet()) {
      if (metric.getValue() instanceof JsonObject result) {
        JsonObject before = member(result, "baseline");
        JsonObject after = member(result, "tuned");
        String judged = judged(string(result, "direction"), value(before), value(after));
        if (reference) {
          String without = Figures.of(value(member(result, "reference")));
          table.row(metric.getKey(), figure(before), without, figure(after), judged);
        } else {
          table.row(metric.getKey(), figure(before), figure(after), judged);
        }
      }
    }
    if (!evidence.metrics().isEmpty()) {
      text.append(table.render("")).append('\n');
    }
  }

  private String judged(String direction, double before, double after) {
    boolean higher = direction.equals("HIGHER_IS_BETTER");
    if (!Double.isFinite(before)
        || !Double.isFinite(after)
        || !higher && !direction.equals("LOWER_IS_BETTER")) {
      return "";
    }
    if (before == after) {
      return "same";
    }
    return after > before == higher ? terminal.good("better") : terminal.warning("worse");
  }

  private static String figure(JsonObject figure) {
    JsonObject interval = member(figure, "interval");
    if (!interval.has("low")) {
      return Figures.of(value(figure));
    }
    return String.format(
        Locale.ROOT,
        "%s [%s, %s]",
        Figures.of(value(figure)),
        Figures.of(number(interval, "low")),
        Figures.of(number(interval, "high")));
  }

  private void gates() {
    Table table = new Table("lll");
    for (JsonElement gate : evidence.gates()) {
      if (gate instanceof JsonObject one) {
        table.row(painted(string(one, "status")), string(one, "id"), string(one, "reason"));
      }
    }
    if (!table.isEmpty()) {
      text.append(table.render("")).append('\n');
    }
  }

  private String painted(String status) {
    return switch (status) {
      case "PASS" -> terminal.good(status);
      case "FAIL", "ERROR" -> terminal.bad(status);
      default -> terminal.warning(status);
    };
  }

  private static double value(JsonObject figure) {
    return number(figure, "value");
  }

  private static double number(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonPrimitive p && p.isNumber() ? p.getAsDouble() : Double.NaN;
  }

  private static JsonObject member(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonObject o ? o : new JsonObject();
  }

  static String string(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonPrimitive p ? p.getAsString() : "";
  }
}
