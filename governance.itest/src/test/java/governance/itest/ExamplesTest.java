package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worked plug-ins as their user has them: jars in the plugins folder of the distribution. */
@Timeout(120)
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  private static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders.filter(f -> Files.exists(f.resolve("bnd.bnd"))).sorted().toList();
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private Distribution distribution() throws IOException {
    Distribution distribution = new Distribution(folder);
    for (Path example : examples()) {
      String name = "examples." + example.getFileName();
      Path jar =
          files(example.resolve("target"), ".jar").stream()
              .filter(f -> f.getFileName().toString().startsWith(name))
              .findFirst()
              .orElseThrow();
      Files.copy(jar, distribution.plugins().resolve(name + ".jar"));
    }
    return distribution;
  }

  /** Lines that say something: no comments, imports or blank ones. */
  @Test
  void anExampleHasLessThanAHundredLinesOfCode() throws IOException {
    Map<String, Long> tooLong = new TreeMap<>();
    for (Path example : examples()) {
      long lines = 0;
      for (Path file : files(example.resolve("src/main/java"), ".java")) {
        lines +=
            Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.matches("|(\\*|/\\*|//|import |package ).*"))
                .count();
      }
      assertTrue(lines > 5, example.toString());
      if (lines >= 100) {
        tooLong.put(example.getFileName().toString(), lines);
      }
    }
    assertEquals(Map.of(), tooLong);
  }

  /** Applicants whose schooling decides; one kind of it is rare. */
  private Path applicants() throws IOException {
    List<String> lines = new ArrayList<>(List.of("sex,age,schooling,hired"));
    for (int i = 0; i < 240; i++) {
      String schooling = i % 80 == 0 ? "seminary" : i % 3 == 0 ? "college" : "school";
      lines.add(
          String.join(
              ",",
              i % 2 == 0 ? "female" : "male",
              String.valueOf(20 + i % 40),
              schooling,
              i % 3 == 0 ? "yes" : "no"));
    }
    return Files.write(folder.resolve("applicants.csv"), lines);
  }

  @Test
  void allOfThemTakePartInARun() throws Exception {
    Set<String> delivered = new ConcurrentSkipListSet<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          delivered.add(exchange.getRequestURI().getPath().replaceAll(".*/", ""));
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.createContext("/model", ExamplesTest::undecided);
    server.start();
    TinyRuns.Ended ended;
    try {
      ended = TinyRuns.ended(distribution().start(words(server.getAddress().getPort())));
    } finally {
      server.stop(0);
    }
    assertTrue(ended.code() == 0 || ended.code() == 3, ended.text());
    assertEquals(Set.of("report.html", "report.json", "report.md"), delivered);
    Path evidence = files(folder.resolve("runs"), "plan.json").get(0).getParent();
    String page = Files.readString(evidence.resolve("report.md"));
    assertTrue(page.contains("| Worst-group accuracy | "), page);
    assertTrue(page.contains("| Counterfactual gap | 0."), page);
    assertTrue(page.contains("| example.precise-enough | PASS | "), page);
    String card = Files.readString(evidence.resolve("data/card.json"));
    assertTrue(card.contains("example.rare-values") && card.contains("column schooling"), card);
    String inspected = Files.readString(evidence.resolve("data/inspection.json"));
    assertTrue(inspected.contains("Lopsided columns"), inspected);
    assertTrue(Files.exists(evidence.resolve("explanations/example.occlusion.json")));
    String steps = Files.readString(evidence.resolve("training.jsonl"));
    assertTrue(steps.contains("example.confidence-penalty"), steps);
    assertTrue(steps.contains("example.group-adversary"), steps);
    assertTrue(Files.readString(evidence.resolve("decision.json")).contains("from a score of"));
    assertTrue(Files.exists(evidence.resolve("data/parties.json")));
    String report = Files.readString(evidence.resolve("report.json"));
    assertTrue(report.matches("(?s).*reports as spent: \\{[^}]*epsilon=[0-9.]+.*"), report);
  }

  /** Answers as a party's model that has no opinion. */
  private static void undecided(HttpExchange exchange) throws IOException {
    String texts = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] answer = "0.5 0.5\n".repeat(texts.split("\n").length).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String[] words(int port) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("run", "hiring", "--data", applicants().toString()));
    words.addAll(List.of("--label", "hired", "--protected", "sex,age>=40"));
    words.addAll(List.of("--out", folder.resolve("runs").toString()));
    for (String value :
        List.of(
            "train.threads=1",
            "train.epochs=1",
            "model.layers=1",
            "model.hidden=32",
            "model.intermediate=64",
            "evaluation.bootstrap=20",
            "inspection=[\"example.lopsided-columns\"]",
            "transforms=[\"example.rare-values\", \"data.row-text\"]",
            "penalties=[{\"id\": \"example.confidence-penalty\", \"weight\": 0.1},"
                + " {\"id\": \"example.group-adversary\", \"weight\": 0.1}]",
            "train.gradientPolicy={\"id\": \"example.dp-sgd\"}",
            "metrics.example.worst-group-accuracy={}",
            "metrics.example.counterfactual-gap={}",
            "explainers=[{\"id\": \"example.occlusion\", \"rows\": 2}]",
            "decision={\"id\": \"example.cheapest-threshold\"}",
            "parties=[{\"name\": \"bank\", \"id\": \"example.remote-party\", \"settings\": {\"url\":"
                + " \"http://localhost:"
                + port
                + "/model\"}}]",
            "gates.example.precise-enough.settings.width=1",
            "reports=[\"report.html\", \"report.json\", \"example.markdown\"]",
            "sinks.example.http-put.settings.url=http://localhost:" + port)) {
      words.addAll(List.of("--set", value));
    }
    return words.toArray(String[]::new);
  }

  @Test
  void aFileOfFastTextIsReadByItsEnding() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(i % 2 == 0 ? "__label__spam You have won " + i : "__label__ham See you at " + i);
    }
    Path file = Files.write(folder.resolve("mails.ft"), lines);
    String[] words = {
      "plan",
      "hiring",
      "--data",
      file.toString(),
      "--favourable",
      "ham",
      "--set",
      "penalties=[]",
      "--set",
      "transforms=[]",
      "--set",
      "metrics=[\"quality.accuracy\"]",
      "--set",
      "gates=[]"
    };
    TinyRuns.Ended ended = TinyRuns.ended(distribution().start(words));
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("example.fasttext"), ended.text());
  }
}
