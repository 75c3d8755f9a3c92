package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.TinyRuns.Ended;
import governance.runtime.internal.store.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two parties on the real engine: the model that one run has trained takes part in another. */
@Timeout(300)
class PartiesTest {
  private static final List<String> SMALL =
      List.of(
          "train.threads=1",
          "train.batch=4",
          "data.settings.rows=300",
          "model.layers=1",
          "model.hidden=32",
          "model.intermediate=64",
          "evaluation.bootstrap=0",
          "evaluation.reference=false");

  @TempDir Path folder;

  /** Runs in a folder of its own and returns the evidence. */
  private Path run(String name, String... settings) throws IOException, InterruptedException {
    Path home = Files.createDirectory(folder.resolve(name));
    List<String> words = new ArrayList<>(List.of("run", "finance", "--out", home + "/runs"));
    Stream.concat(SMALL.stream(), Stream.of(settings))
        .forEach(value -> words.addAll(List.of("--set", value)));
    Ended ended = TinyRuns.ended(new Distribution(home).start(words.toArray(String[]::new)));
    assertTrue(ended.code() == 0 || ended.code() == 3, ended.code() + ": " + ended.text());
    try (Stream<Path> runs = Files.list(home.resolve("runs"))) {
      return runs.findFirst().orElseThrow();
    }
  }

  /** The tuned model's distribution by test row. */
  private static Map<String, double[]> tuned(Path evidence) throws IOException {
    Map<String, double[]> outputs = new LinkedHashMap<>();
    for (String line : Files.readAllLines(evidence.resolve("predictions.jsonl"))) {
      Map<String, Object> row = JsonReader.object(line);
      List<?> values = (List<?>) row.get("tuned");
      outputs.put(
          row.get("row").toString(),
          values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray());
    }
    return outputs;
  }

  /** The mean squared Euclidean distance over the rows. */
  private static double distance(Map<String, double[]> one, Map<String, double[]> other) {
    assertEquals(one.keySet(), other.keySet());
    double sum = 0;
    for (String row : one.keySet()) {
      for (int c = 0; c < one.get(row).length; c++) {
        double gap = one.get(row)[c] - other.get(row)[c];
        sum += gap * gap;
      }
    }
    return sum / one.size();
  }

  @Test
  void aTrainedModelTakesPartInAnotherRun() throws Exception {
    Path first = run("first", "train.epochs=1");
    String parties =
        "parties=[{\"name\":\"other bank\",\"model\":\"" + first.resolve("model") + "\"}]";
    String[] other = {"train.epochs=2", "train.learningRate=0.003", parties};
    String agreement = "penalties.cooperation.agreement.weight=";
    Path alone = run("alone", other[0], other[1], other[2], agreement + 0);
    Path agreeing = run("agreeing", other[0], other[1], other[2], agreement + 20);
    Map<String, double[]> theirs = tuned(first);
    double without = distance(tuned(alone), theirs);
    double with = distance(tuned(agreeing), theirs);
    assertTrue(with < without / 2, "distance " + with + ", without the penalty " + without);
    theTermMeasuresTheDistanceToTheParty(agreeing);
    meansOfBothParties(tuned(agreeing), theirs, agreeing);
    assertFalse(Files.exists(first.resolve("data/cooperation.jsonl")), "there was one party");
  }

  private static void theTermMeasuresTheDistanceToTheParty(Path evidence) throws IOException {
    for (String line : Files.readAllLines(evidence.resolve("training.jsonl"))) {
      Map<?, ?> terms = (Map<?, ?>) JsonReader.object(line).get("terms");
      double value = ((Number) terms.get("cooperation.agreement")).doubleValue();
      assertTrue(value > 0 && value <= 2, line);
    }
  }

  /** D_coop holds (M + M') / 2 of each row, and that of the row it is compared with. */
  private static void meansOfBothParties(
      Map<String, double[]> own, Map<String, double[]> theirs, Path evidence) throws IOException {
    List<String> lines = Files.readAllLines(evidence.resolve("data/cooperation.jsonl"));
    assertEquals(own.size(), lines.size());
    for (String line : lines) {
      Map<String, Object> row = JsonReader.object(line);
      for (String[] pair :
          List.of(
              new String[] {"row", "output"}, new String[] {"comparedWith", "comparedOutput"})) {
        String name = row.get(pair[0]).toString();
        List<?> mean = List.copyOf(((Map<?, ?>) row.get(pair[1])).values());
        for (int c = 0; c < mean.size(); c++) {
          double expected = (own.get(name)[c] + theirs.get(name)[c]) / 2;
          assertEquals(expected, ((Number) mean.get(c)).doubleValue(), 1e-6, line);
        }
      }
    }
  }
}
