package governance.engine.internal.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.PenaltyTerm;
import governance.engine.Encoded;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.engine.internal.TestDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TorchScript encoder below a head of ours, against torch's own numbers. */
class TorchScriptTest {
  private static final Path GOLDEN = Path.of("src/test/resources/torchscript");
  private static final List<String> CLASSES = List.of("no", "maybe", "yes");

  @TempDir Path folder;
  private final EngineService engine = new EngineService();
  private JsonObject golden;
  private List<Encoded> texts;

  @BeforeEach
  void golden() throws IOException {
    String text = Files.readString(GOLDEN.resolve("golden.json"));
    golden = JsonParser.parseString(text).getAsJsonObject();
    texts = new ArrayList<>();
    for (int[] row : new Gson().fromJson(golden.get("rows"), int[][].class)) {
      texts.add(new Encoded(row, new int[row.length], Collections.nCopies(row.length, "x"), 0));
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private TextModel open(Path from, Task task) {
    return engine.model(
        new ModelRequest(
            Optional.of(from), null, task, CLASSES, 5, TestDevice.NAME, Precision.F32, Double.NaN));
  }

  private void copy(String... names) throws IOException {
    for (String name : names) {
      Files.copy(GOLDEN.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void probabilitiesAreThePeers() {
    try (TextModel model = open(GOLDEN, Task.SEQUENCE_CLASSIFICATION)) {
      assertEquals(List.of(), model.notes());
      float[][] got = model.predict(texts).sequences();
      double[][] logits = new Gson().fromJson(golden.get("logits"), double[][].class);
      for (int i = 0; i < got.length; i++) {
        double sum = 0;
        for (double logit : logits[i]) {
          sum += Math.exp(logit);
        }
        for (int c = 0; c < 3; c++) {
          assertEquals(Math.exp(logits[i][c]) / sum, got[i][c], 1e-6);
        }
      }
    }
  }

  @Test
  void theHeadLearnsTheEncoderStaysAndBothAreWritten() throws IOException {
    try (TextModel model = open(GOLDEN, Task.SEQUENCE_CLASSIFICATION)) {
      String before = model.digest();
      train(model, TrainingData.of(texts, new int[] {2, 0, 1}, List.of("a", "b", "c")), 80);
      assertNotEquals(before, model.digest());
      float[][] learned = model.predict(texts).sequences();
      assertTrue(learned[0][2] > 0.8 && learned[1][0] > 0.8 && learned[2][1] > 0.8);
      model.write(folder);
      assertArrayEquals(
          Files.readAllBytes(GOLDEN.resolve("encoder.pt")),
          Files.readAllBytes(folder.resolve("encoder.pt")));
      try (TextModel again = open(folder, Task.SEQUENCE_CLASSIFICATION)) {
        assertEquals(model.digest(), again.digest());
        assertArrayEquals(learned[0], again.predict(texts).sequences()[0]);
      }
    }
  }

  private void train(TextModel model, TrainingData data, int epochs, Term... terms) {
    var plan = new GradientPlan(Clipping.GLOBAL, 1, 0, Sampling.SHUFFLE);
    var options =
        TrainingOptions.builder(epochs, 3, 0.02, plan)
            .microBatch(2)
            .seed(1)
            .bucketing(true)
            .build();
    try (TrainingSession session = model.train(data, options, List.of(terms), List.of(), null)) {
      Map<String, Double> weights = terms.length == 0 ? Map.of() : Map.of("t", 1.0);
      while (session.step() < session.steps()) {
        session.step(weights);
        if (session.step() % 20 == 0) {
          System.gc();
        }
      }
    }
  }

  @Test
  void tokensGetANewHeadWhereThereIsNone() throws IOException {
    copy("config.json", "encoder.pt", "vocab.txt");
    try (TextModel model = open(folder, Task.TOKEN_CLASSIFICATION)) {
      assertTrue(model.notes().get(0).contains("classifier.weight"), model.notes().toString());
      assertEquals(9, model.predict(texts).tokens()[2].length);
      int[][] labels = {{0, 1, 2, 0, 1, 2}, {0, 1, 2}, {0, 1, 2, 0, 1, 2, 0, 1, -100}};
      var plain = TrainingData.of(texts, null, List.of("a", "b", "c"));
      train(
          model,
          new TrainingData(
              texts, null, labels, null, plain.texts(), plain.content(), Map.of(), Map.of(), -1),
          2);
    }
  }

  @Test
  void whatNeedsWordEmbeddingsIsRefused() {
    ModelDescription description = engine.describe(GOLDEN);
    assertEquals(List.of(), description.problems());
    assertEquals("torchscript", description.type());
    assertFalse(description.embeddings());
    PenaltyTerm term = context -> context.forward(context.embeddings()).sum();
    try (TextModel model = open(GOLDEN, Task.SEQUENCE_CLASSIFICATION)) {
      var data = TrainingData.of(texts, new int[] {2, 0, 1}, List.of("a", "b", "c"));
      Throwable e =
          assertThrows(RuntimeException.class, () -> train(model, data, 1, new Term("t", term)));
      assertTrue(e.getMessage().contains("TorchScript encoder"), e.getMessage());
      e =
          assertThrows(
              GovernanceException.class,
              () -> model.explain(texts, (m, batch) -> m.embeddings(batch)));
      assertTrue(e.getMessage().contains("TorchScript encoder"), e.getMessage());
    }
  }

  private void refused(String part) {
    var e =
        assertThrows(GovernanceException.class, () -> open(folder, Task.SEQUENCE_CLASSIFICATION));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void modulesThatDoNotKeepTheContractAreRefused() throws IOException {
    copy("config.json", "vocab.txt");
    refused("no file encoder.pt");
    Files.writeString(folder.resolve("encoder.pt"), "not a module");
    refused("no TorchScript module");
    Files.delete(folder.resolve("encoder.pt"));
    copy("encoder.pt");
    String config = Files.readString(folder.resolve("config.json"));
    Files.writeString(folder.resolve("config.json"), config.replace(": 12", ": 10"));
    refused("forward gave (2, 3, 12)");
    Files.writeString(folder.resolve("config.json"), config.replace("\"hidden_size\"", "\"h\""));
    refused("hidden_size: missing");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }
}
