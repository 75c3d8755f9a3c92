package governance.runtime.internal.cli.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import governance.runtime.internal.cli.terminal.Figures;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a sweep found, as its file has it. */
final class SweepView {
  private final Terminal terminal;
  private final Path folder;
  private final String text;
  private final StringBuilder out = new StringBuilder();

  SweepView(Terminal terminal, Path folder) {
    this.terminal = terminal;
    this.folder = folder;
    try {
      this.text = Files.readString(folder.resolve(SweepFolder.FILE));
    } catch (IOException e) {
      throw Storage.problem(folder.resolve(SweepFolder.FILE), e);
    }
  }

  /** Returns the file, or what it says for readers. */
  String of(boolean json) {
    return json ? text : render(JsonText.parse(text).getAsJsonObject());
  }

  private String render(JsonObject sweep) {
    Map<String, String> axes = axes(sweep.getAsJsonArray("axes"));
    axes.forEach((key, name) -> line(name.equals(key) ? "" : name + " is " + key));
    String rows =
        ResultView.string(sweep, "basis").equals("test") ? "test rows" : "validation rows";
    line("Means over seeds on the " + rows + ", with intervals:\n");
    out.append(points(sweep, axes).render("")).append('\n');
    if (sweep.get("recommended") instanceof JsonObject chosen) {
      String words = ResultView.string(chosen, "words");
      boolean passes = sweep.get("passes").getAsBoolean();
      line(passes ? terminal.good(words) : terminal.bad(words));
      tested(sweep, chosen.get("point").getAsInt());
    }
    line(terminal.faint(ResultView.string(sweep, "basisReason")));
    sweep.getAsJsonArray("notes").forEach(n -> line(terminal.faint(n.getAsString())));
    notes(sweep.getAsJsonArray("points"));
    failures(sweep.getAsJsonArray("points"));
    Path page = folder.resolve(SweepFolder.PAGE);
    line(Files.exists(page) ? "page      " + page : "");
    out.append("evidence  ").append(folder).append('\n');
    return out.toString();
  }

  private void line(String text) {
    if (!text.isEmpty()) {
      out.append(text).append('\n');
    }
  }

  /** Keys with the name of their column. */
  private static Map<String, String> axes(JsonArray axes) {
    Map<String, String> names = new LinkedHashMap<>();
    for (JsonElement axis : axes) {
      JsonObject each = axis.getAsJsonObject();
      names.put(ResultView.string(each, "key"), ResultView.string(each, "name"));
    }
    return names;
  }

  private Table points(JsonObject sweep, Map<String, String> axes) {
    Table table = new Table("r" + "l".repeat(axes.size() + 4));
    List<String> head = new ArrayList<>(List.of("POINT"));
    axes.values().forEach(name -> head.add(name.toUpperCase(Locale.ROOT)));
    for (String measure : List.of("utility", "disparity")) {
      head.add(id(sweep, measure).toUpperCase(Locale.ROOT));
    }
    head.addAll(List.of("GATES", "STANDING"));
    table.row(head.toArray(String[]::new));
    for (JsonElement each : sweep.getAsJsonArray("points")) {
      JsonObject point = each.getAsJsonObject();
      List<String> cells = new ArrayList<>(List.of(point.get("point").getAsString()));
      cells.addAll(values(point, axes.keySet()));
      cells.add(estimate(point.get("utility")));
      cells.add(estimate(point.get("disparity")));
      cells.add(gates(point));
      cells.add(standing(point, sweep));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String id(JsonObject sweep, String measure) {
    return ResultView.string(sweep.getAsJsonObject(measure), "id");
  }

  private static List<String> values(JsonObject point, Collection<String> keys) {
    JsonObject values = point.getAsJsonObject("values");
    return keys.stream()
        .map(key -> values.has(key) ? values.get(key).getAsString() : "none")
        .toList();
  }

  private String gates(JsonObject point) {
    if (!(point.get("passes") instanceof JsonPrimitive passes)) {
      return "–";
    }
    return passes.getAsBoolean()
        ? terminal.good("pass")
        : terminal.bad(point.getAsJsonArray("blocking").size() + " block");
  }

  private String standing(JsonObject point, JsonObject sweep) {
    List<String> words = new ArrayList<>();
    JsonElement number = point.get("point");
    if (sweep.get("recommended") instanceof JsonObject chosen
        && number.equals(chosen.get("point"))) {
      words.add(terminal.bold(chosenAs(chosen)));
    }
    switch (ResultView.string(point, "state")) {
      case "front" -> words.add("on the front");
      case "dominated" ->
          words.add(
              "dominated by "
                  + point.get("dominatedBy").getAsString()
                  + (point.get("beyondChance").getAsBoolean() ? " beyond chance" : ""));
      case "failed" -> words.add(terminal.bad("failed"));
      default -> words.add("not done");
    }
    if (number.equals(sweep.get("knee"))) {
      words.add("knee");
    }
    if (point.get("reference").getAsBoolean()) {
      words.add("reference");
    }
    return String.join(", ", words);
  }

  /** A point that its gates block is not recommended; it is only the nearest. */
  private static String chosenAs(JsonObject chosen) {
    return chosen.get("passes").getAsBoolean() ? "recommended" : "misses least";
  }

  /** The test figures of the chosen point, beside those of the reference where there is one. */
  private void tested(JsonObject sweep, int chosen) {
    Table table = new Table("lll");
    table.row(
        "ON TEST ROWS",
        id(sweep, "utility").toUpperCase(Locale.ROOT),
        id(sweep, "disparity").toUpperCase(Locale.ROOT));
    for (JsonElement each : sweep.getAsJsonArray("points")) {
      JsonObject point = each.getAsJsonObject();
      boolean its = point.get("point").getAsInt() == chosen;
      boolean reference = point.get("reference").getAsBoolean();
      if ((its || reference) && point.get("test") instanceof JsonObject test) {
        String name = "point " + point.get("point").getAsString();
        table.row(
            name
                + (its ? ", " + chosenAs(sweep.getAsJsonObject("recommended")) : "")
                + (reference ? ", reference" : ""),
            estimate(test.get("utility")),
            estimate(test.get("disparity")));
      }
    }
    out.append('\n').append(table.render("")).append('\n');
  }

  /** What metrics say of the figures of points, each once. */
  private void notes(JsonArray points) {
    Map<String, List<String>> byNote = new LinkedHashMap<>();
    for (JsonElement each : points) {
      JsonObject point = each.getAsJsonObject();
      String number = point.get("point").getAsString();
      byNote
          .computeIfAbsent(ResultView.string(point, "note"), note -> new ArrayList<>())
          .add(number);
    }
    byNote.remove("");
    byNote.forEach(
        (note, numbers) -> {
          String whose =
              numbers.size() == points.size()
                  ? "all points"
                  : "point " + String.join(", ", numbers);
          line(terminal.warning("note      " + whose + ": " + note));
        });
  }

  private void failures(JsonArray points) {
    for (JsonElement point : points) {
      for (JsonElement each : point.getAsJsonObject().getAsJsonArray("runs")) {
        JsonObject run = each.getAsJsonObject();
        String failure = ResultView.string(run, "failure");
        if (!failure.isEmpty()) {
          String number = point.getAsJsonObject().get("point").getAsString();
          String seed = run.get("seed").getAsString();
          line(terminal.bad("failed    point " + number + ", seed " + seed + ": " + failure));
        }
      }
    }
  }

  private static String estimate(JsonElement estimate) {
    if (!(estimate instanceof JsonObject figure)) {
      return "–";
    }
    String value = Figures.of(number(figure, "value"));
    return figure.get("interval") instanceof JsonObject interval
        ? value
            + " ["
            + Figures.of(number(interval, "low"))
            + ", "
            + Figures.of(number(interval, "high"))
            + "]"
        : value;
  }

  private static double number(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonPrimitive p && p.isNumber() ? p.getAsDouble() : Double.NaN;
  }
}
