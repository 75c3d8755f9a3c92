package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.itest.TinyRuns.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model of a run predicts further rows, by the rule that is kept with it. */
@Timeout(240)
class PredictTest {
  private static final String RULE = "example.cheapest-threshold";

  @TempDir Path folder;

  private Distribution distribution;

  private Ended governance(String... words) throws IOException, InterruptedException {
    return TinyRuns.ended(distribution.start(words));
  }

  private Path trained() throws IOException, InterruptedException {
    Path runs = folder.resolve("runs");
    List<String> words = new ArrayList<>(List.of("run", "finance", "--out", runs.toString()));
    for (String value :
        List.of(
            "train.threads=1",
            "train.epochs=1",
            "data.settings.rows=300",
            "model.layers=1",
            "model.hidden=32",
            "model.intermediate=64",
            "evaluation.reference=false",
            "evaluation.bootstrap=10",
            "decision={\"id\":\"" + RULE + "\",\"settings\":{\"wronglyFavoured\":1.4}}")) {
      words.addAll(List.of("--set", value));
    }
    Ended ended = governance(words.toArray(String[]::new));
    assertEquals(3, ended.code(), ended.text()); // so small a model does not pass all gates
    return TinyRuns.evidence(runs);
  }

  private static List<JsonObject> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  /** The test rows as another system would hand them in, without label. */
  private Path testRows(Path evidence, List<JsonObject> predictions) throws IOException {
    List<JsonObject> rows =
        lines(evidence.resolve("data/published.jsonl")).stream()
            .filter(row -> row.get("split").getAsString().equals("TEST"))
            .toList();
    assertEquals(predictions.size(), rows.size());
    List<String> columns =
        rows.get(0).keySet().stream()
            .filter(c -> !List.of("split", "default").contains(c))
            .toList();
    List<String> text = new ArrayList<>();
    text.add(String.join(",", columns) + ",sex,age,further");
    for (int i = 0; i < rows.size(); i++) {
      JsonObject row = rows.get(i);
      JsonObject groups = predictions.get(i).getAsJsonObject("groups");
      String age = groups.get("age>=25").getAsString().equals("age>=25") ? "40" : "20";
      List<String> values = new ArrayList<>();
      columns.forEach(c -> values.add(row.get(c).isJsonNull() ? "" : quoted(row, c)));
      text.add(String.join(",", values) + "," + groups.get("sex").getAsString() + "," + age + ",x");
    }
    return Files.write(folder.resolve("rows.csv"), text);
  }

  private static String quoted(JsonObject row, String column) {
    return "\"" + row.get(column).getAsString().replace("\"", "\"\"") + "\"";
  }

  private static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("../examples/decision-rule/target"))) {
      return built.filter(f -> f.toString().endsWith("SNAPSHOT.jar")).findFirst().orElseThrow();
    }
  }

  @Test
  void theTestRowsArePredictedAsInTheRunUnlessTheRulesBundleIsGone() throws Exception {
    distribution = new Distribution(folder);
    Path plugin = Files.copy(jar(), distribution.plugins().resolve("decision-rule.jar"));
    Path evidence = trained();
    List<JsonObject> expected = lines(evidence.resolve("predictions.jsonl"));
    Path rows = testRows(evidence, expected);
    Path out = folder.resolve("predictions.jsonl");
    Ended ended =
        governance(
            "predict",
            evidence.toString(),
            "--data",
            rows.toString(),
            "--keep",
            "further",
            "--json",
            "--out",
            out.toString());
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("60 rows predicted; decided by " + RULE), ended.text());
    List<JsonObject> found = lines(out);
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      JsonObject was = expected.get(i);
      JsonObject is = found.get(i);
      assertEquals(was.get("row"), is.get("row"));
      assertEquals(was.getAsJsonArray("tuned").get(0), is.get("p_no"));
      assertEquals(was.getAsJsonArray("tuned").get(1), is.get("p_yes"));
      assertEquals(was.get("decided"), is.get("decided"));
      assertEquals(was.get("fallback"), is.get("fallback"));
      assertEquals(was.get("draw").getAsDouble(), is.get("draw").getAsDouble());
      assertEquals("x", is.get("further").getAsString());
    }
    refusals(evidence, rows);
    Files.delete(plugin);
    Path none = folder.resolve("none.csv");
    Ended gone = predict(evidence, rows, "--out", none.toString());
    assertEquals(2, gone.code(), gone.text());
    assertTrue(gone.text().contains("decision rule " + RULE), gone.text());
    assertTrue(gone.text().contains("examples.decision-rule"), gone.text());
    assertFalse(Files.exists(none));
    Ended plain = predict(evidence, rows, "--no-rule", "--out", none.toString());
    assertEquals(0, plain.code(), plain.text());
    assertEquals("row,p_no,p_yes,predicted", Files.readAllLines(none).get(0));
    Ended verified = governance("verify", evidence.toString());
    assertTrue(verified.text().matches("(?s).*ok +files .*none altered.*"), verified.text());
  }

  private Ended predict(Path evidence, Path rows, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("predict", evidence.toString(), "--data", rows.toString()));
    words.addAll(List.of(more));
    return governance(words.toArray(String[]::new));
  }

  private void refusals(Path evidence, Path rows) throws Exception {
    Ended inside = predict(evidence, rows, "--out", evidence.resolve("p.csv").toString());
    assertEquals(2, inside.code(), inside.text());
    assertTrue(inside.text().contains("which is evidence"), inside.text());
    List<String> without = new ArrayList<>();
    for (String line : Files.readAllLines(rows)) {
      without.add(line.substring(line.indexOf(',') + 1)); // the first column is the amount
    }
    Path file = Files.write(folder.resolve("without.csv"), without);
    Ended missing = predict(evidence, file);
    assertEquals(2, missing.code(), missing.text());
    assertTrue(missing.text().contains("lack the column \"amount\""), missing.text());
  }
}
