package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Redaction by a model that was tuned here to find names. */
@Timeout(300)
class NameModelTest {
  private static final List<String> NAMES = List.of("zorblax", "quimby", "fendrik", "ullamar");
  private static final List<String> PLACES = List.of("grelnow", "tuskar", "velmora", "ostrin");

  @TempDir Path folder;

  /** Names that no list has, in small letters: only the model can tell them. */
  @Test
  void aModelThatWasTunedHereFindsWhatListsDoNot() throws Exception {
    Path rows = Files.writeString(folder.resolve("names.conll"), sentences());
    Path spec =
        Files.writeString(
            folder.resolve("names.json"),
            new Gson()
                .toJson(
                    Map.of(
                        "task", "token-classification",
                        "data", Map.of("file", rows.toString()),
                        "model", Map.of("folder", "base"),
                        "evaluation", Map.of("reference", false),
                        "train", Map.of("threads", 1, "epochs", 4, "learningRate", 0.002),
                        "metrics", List.of(Map.of("id", "quality.entity-f1")))));
    Distribution distribution = new Distribution(folder);
    Path runs = folder.resolve("runs");
    TinyRuns.Ended ended =
        TinyRuns.ended(distribution.start("run", spec.toString(), "--out", runs.toString()));
    assertEquals(0, ended.code(), ended.text());
    Path notes =
        Files.writeString(folder.resolve("notes.txt"), "then quimby went to velmora again\n");
    assertEquals("then quimby went to velmora again\n", redacted(distribution, notes, null));
    assertEquals(
        "then [PERSON] went to [LOCATION] again\n",
        redacted(distribution, notes, model(runs).toString()));
    ended =
        TinyRuns.ended(distribution.start("redact", notes.toString(), "--model", runs.toString()));
    assertEquals(2, ended.code(), ended.text());
    assertTrue(ended.text().contains("there is no model"), ended.text());
    Path rowsOfNotes =
        Files.writeString(
            folder.resolve("notes.jsonl"),
            "{\"note\":\"then quimby went to velmora again\"}\n".repeat(200));
    String found = inspected(distribution, rowsOfNotes, model(runs).toString());
    assertTrue(found.matches("(?s).*PERSON is found in (\\d+) of \\1 rows of note.*"), found);
    found = audited(distribution, runs, "--model", model(runs).toString());
    assertTrue(found.contains("personal-data.person"), found);
    assertRefusedWithoutRight(distribution, notes, rowsOfNotes, model(runs));
  }

  /** Who has no grant for what the model learnt from may not ask it, here or in a spec. */
  private static void assertRefusedWithoutRight(
      Distribution distribution, Path notes, Path rows, Path model) throws Exception {
    TinyRuns.Ended ended =
        TinyRuns.ended(
            distribution.start(
                "access",
                "init",
                "--user",
                user() + "=operator",
                "--data",
                notes + "=" + user(),
                "--data",
                rows + "=" + user()));
    assertEquals(0, ended.code(), ended.text());
    String transforms =
        "transforms={\"privacy.redaction\":{\"settings\":{\"model\":\"" + model + "\"}}}";
    for (String[] words :
        List.of(
            inspection(rows, model.toString()),
            new String[] {"plan", "finance", "--set", transforms})) {
      ended = TinyRuns.ended(distribution.start(words));
      assertEquals(2, ended.code(), ended.text());
      assertTrue(ended.text().contains("may not read the model of run"), ended.text());
    }
  }

  private static String user() {
    return ProcessHandle.current().info().user().orElseThrow();
  }

  private static String[] inspection(Path file, String model) {
    List<String> words = new ArrayList<>(List.of("inspect", file.toString()));
    words.addAll(List.of("--set", "inspection=privacy.personal-data"));
    words.addAll(List.of("--set", "data.split.validation=0", "--set", "data.split.test=0.01"));
    if (model != null) {
      words.addAll(List.of("--set", "inspection.privacy.personal-data.settings.model=" + model));
    }
    return words.toArray(String[]::new);
  }

  private static String inspected(Distribution distribution, Path file, String model)
      throws Exception {
    TinyRuns.Ended ended = TinyRuns.ended(distribution.start(inspection(file, model)));
    assertEquals(0, ended.code(), ended.text());
    return ended.text();
  }

  private static String audited(Distribution distribution, Path runs, String... more)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("audit", "latest", "--out", runs.toString()));
    words.addAll(List.of("--fail-on", "none"));
    words.addAll(List.of(more));
    TinyRuns.Ended ended = TinyRuns.ended(distribution.start(words.toArray(String[]::new)));
    assertEquals(0, ended.code(), ended.text());
    return ended.text();
  }

  private String redacted(Distribution distribution, Path file, String model) throws Exception {
    Path out = folder.resolve("out-" + file.getFileName());
    List<String> words = new ArrayList<>(List.of("redact", file.toString(), "--profile", "all"));
    words.addAll(List.of("--out", out.toString()));
    if (model != null) {
      words.addAll(List.of("--model", model));
    }
    TinyRuns.Ended ended = TinyRuns.ended(distribution.start(words.toArray(String[]::new)));
    assertEquals(0, ended.code(), ended.text());
    return Files.readString(out);
  }

  private static Path model(Path runs) throws IOException {
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow().resolve("model");
    }
  }

  private static String sentences() {
    String[] verbs = {"went", "came", "moved", "drove", "flew"};
    String[] ends = {"again", "today", "alone", "late"};
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      rows.append(i % 2 == 0 ? "then O\n" : "now O\n");
      rows.append(NAMES.get(i % 4)).append(" B-PER\n").append(verbs[i % 5]).append(" O\nto O\n");
      rows.append(PLACES.get(i / 4 % 4)).append(" B-LOC\n").append(ends[i % 3]).append(" O\n\n");
    }
    return rows.toString();
  }

  /**
   * Precision and recall on the held-out rows of a run, by word: lists alone, the model alone and
   * both. The variable names the folder of the run.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "NAMES_RUN", matches = ".+")
  void measuresListsAndModelOnHeldOutRows() throws Exception {
    Path run = Path.of(System.getenv("NAMES_RUN")).toAbsolutePath();
    List<List<String[]>> texts = heldOut(run.resolve("predictions.conll"));
    Distribution distribution = new Distribution(folder);
    Path words = Files.writeString(folder.resolve("words.jsonl"), lines(texts));
    List<List<String>> lists = words(redacted(distribution, words, null));
    List<List<String>> both = words(redacted(distribution, words, run + "/model"));
    for (String tag : List.of("PER", "LOC")) {
      BiPredicate<Integer, Integer> alone =
          (text, word) -> texts.get(text).get(word)[2].endsWith("-" + tag);
      double[] byLists = score(texts, tag, (t, w) -> hidden(lists.get(t).get(w), tag));
      double[] byModel = score(texts, tag, alone);
      double[] byBoth = score(texts, tag, (t, w) -> hidden(both.get(t).get(w), tag));
      System.out.printf(
          Locale.ROOT,
          "names %s (n %.0f): lists %.3f, %.3f; model %.3f, %.3f; both %.3f, %.3f%n",
          tag,
          byLists[2],
          byLists[0],
          byLists[1],
          byModel[0],
          byModel[1],
          byBoth[0],
          byBoth[1]);
      assertTrue(byBoth[1] > byLists[1], "the model must find more");
    }
  }

  /** In how many held-out rows with names, and without, the analysis of inspections finds some. */
  @Test
  @EnabledIfEnvironmentVariable(named = "NAMES_RUN", matches = ".+")
  void measuresTheAnalysisByHeldOutRows() throws Exception {
    Path run = Path.of(System.getenv("NAMES_RUN")).toAbsolutePath();
    List<List<String[]>> texts = heldOut(run.resolve("predictions.conll"));
    Distribution distribution = new Distribution(folder);
    for (String[] each : new String[][] {{"PER", "PERSON"}, {"LOC", "LOCATION"}}) {
      double[] recall = new double[2];
      for (boolean there : new boolean[] {true, false}) {
        List<List<String[]>> rows =
            texts.stream()
                .filter(t -> t.stream().anyMatch(w -> w[1].endsWith("-" + each[0])) == there)
                .toList();
        Path file = Files.writeString(folder.resolve("rows.jsonl"), sentences(rows));
        for (String model : new String[] {null, run + "/model"}) {
          Matcher found =
              Pattern.compile(each[1] + " is found in (\\d+) of (\\d+) rows")
                  .matcher(inspected(distribution, file, model));
          double share =
              found.find()
                  ? Double.parseDouble(found.group(1)) / Long.parseLong(found.group(2))
                  : 0;
          System.out.printf(
              Locale.ROOT,
              "rows %s %s, %s: %.3f%n",
              there ? "with" : "without",
              each[0],
              model == null ? "lists" : "both",
              share);
          recall[model == null ? 0 : 1] = there ? share : recall[model == null ? 0 : 1];
        }
      }
      assertTrue(recall[1] > recall[0], "the model must find more");
    }
  }

  private static String sentences(List<List<String[]>> texts) {
    StringBuilder lines = new StringBuilder();
    for (List<String[]> text : texts) {
      String note = String.join(" ", text.stream().map(fields -> fields[0]).toList());
      lines.append(new Gson().toJson(Map.of("note", note))).append('\n');
    }
    return lines.toString();
  }

  private static boolean hidden(String word, String tag) {
    return tag.equals("PER")
        ? word.equals("[PERSON]")
        : word.equals("[LOCATION]") || word.equals("[REGION]");
  }

  private static double[] score(
      List<List<String[]>> texts, String tag, BiPredicate<Integer, Integer> found) {
    double right = 0;
    double got = 0;
    double there = 0;
    for (int text = 0; text < texts.size(); text++) {
      for (int word = 0; word < texts.get(text).size(); word++) {
        boolean wanted = texts.get(text).get(word)[1].endsWith("-" + tag);
        boolean is = found.test(text, word);
        right += wanted && is ? 1 : 0;
        got += is ? 1 : 0;
        there += wanted ? 1 : 0;
      }
    }
    return new double[] {right / got, right / there, there};
  }

  private static List<List<String[]>> heldOut(Path file) throws IOException {
    List<List<String[]>> texts = new ArrayList<>(List.of(new ArrayList<>()));
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) {
        texts.add(new ArrayList<>());
      } else {
        texts.get(texts.size() - 1).add(line.split(" "));
      }
    }
    texts.removeIf(List::isEmpty);
    return texts;
  }

  private static String lines(List<List<String[]>> texts) {
    StringBuilder lines = new StringBuilder();
    for (List<String[]> text : texts) {
      List<String> words = text.stream().map(fields -> fields[0]).toList();
      lines.append(new Gson().toJson(Map.of("words", words))).append('\n');
    }
    return lines.toString();
  }

  private static List<List<String>> words(String lines) {
    List<List<String>> all = new ArrayList<>();
    for (String line : lines.split("\n")) {
      JsonArray words = JsonParser.parseString(line).getAsJsonObject().getAsJsonArray("words");
      List<String> each = new ArrayList<>();
      words.forEach(word -> each.add(word.getAsString()));
      all.add(each);
    }
    return all;
  }
}
