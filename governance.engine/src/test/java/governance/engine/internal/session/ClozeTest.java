package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.ClozeScorer;
import governance.engine.Encoded;
import governance.engine.Masking;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.MaskedHead;
import governance.engine.internal.memory.Forced;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.script.FailingCalls;
import governance.engine.internal.script.ScriptModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores of hidden places against those that Transformers' BertForMaskedLM gives. */
class ClozeTest {
  private static final Path BASE = Golden.open("masked-f32").folder();
  private static final Golden PEER = Golden.open("cloze-tuned");
  private static final int MASK = PEER.numbers().get("mask").getAsInt();

  private final List<Encoded> texts = texts();
  private final List<int[]> places = places();

  private static List<Encoded> texts() {
    return Arrays.stream(PEER.rows())
        .map(ids -> new Encoded(ids, new int[ids.length], List.of(), 0))
        .toList();
  }

  private static List<int[]> places() {
    return IntStream.range(0, PEER.rows().length)
        .mapToObj(i -> Arrays.stream(expected("places", i)).mapToInt(v -> (int) v).toArray())
        .toList();
  }

  private static double[] expected(String key, int row) {
    JsonArray all = PEER.numbers().getAsJsonArray(key);
    return Golden.flat(all.get(row)).values();
  }

  private static ModelRequest request(Optional<Path> folder, Task task) {
    boolean masked = task == Task.MASKED_LANGUAGE_MODEL;
    return new ModelRequest(
        folder,
        new Architecture(24, 2, 8, 2, 16, 12),
        task,
        List.of("a", "b"),
        5,
        TestDevice.NAME,
        Precision.F32,
        0,
        masked ? Optional.of(new Masking(MASK, 24, 0.15, false)) : Optional.empty());
  }

  private void assertPeers(String key, List<double[]> got) {
    assertEquals(texts.size(), got.size());
    for (int i = 0; i < got.size(); i++) {
      assertArrayEquals(expected(key, i), got.get(i), 1e-5, key + " text " + i);
    }
  }

  @Test
  void aMaskedLanguageModelAndAClassifierThatBeganWithItAreScoredAlike() {
    for (Task task : Task.values()) {
      try (TextModel model = Fixture.ENGINE.model(request(Optional.of(BASE), task));
          ClozeScorer scorer = model.cloze(MASK)) {
        assertEquals(Optional.empty(), model.clozeProblem());
        assertPeers("base", scorer.scores(texts, places));
      }
    }
  }

  @Test
  void aTunedEncoderIsReadThroughTheHeadOfItsBase() throws Exception {
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      LoadedModel tuned =
          new HuggingFaceFolder(PEER.folder())
              .read(root, Task.SEQUENCE_CLASSIFICATION, List.of("a", "b"), 1);
      LoadedModel under =
          new MaskedHead(Optional.of(BASE)).under(root, tuned.config(), tuned.parameters());
      Encoder encoder = new Encoder(script, under.config(), under.parameters(), Precision.F32);
      List<double[]> got = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        Masked row = Masked.at(texts.get(i), places.get(i), MASK);
        Inputs inputs = Inputs.of(root, new int[][] {row.input().ids()}, 0);
        HiddenPlaces hidden = HiddenPlaces.of(root, List.of(row), inputs.length());
        NDArray log = encoder.infer(root, inputs.at(hidden.places())).logits().logSoftmax(1);
        double[] own = new double[row.places().length];
        for (int j = 0; j < own.length; j++) {
          own[j] = log.getFloat(j, row.originals()[j]);
        }
        got.add(own);
      }
      assertPeers("tuned", got);
    }
  }

  @Test
  void tuningMovesTheScoresAndTheScorerSeesTheParametersAsTheyAre() {
    int[] labels = {0, 1, 0, 1};
    TrainingData data = TrainingData.of(texts, labels, List.of("a", "b", "c", "d"));
    var options = Fixture.options(4, 0, Fixture.clipped());
    try (TextModel model =
        Fixture.ENGINE.model(request(Optional.of(BASE), Task.SEQUENCE_CLASSIFICATION))) {
      try (TrainingSession session =
          model.train(data, options, List.of(), List.of(), Fixture.TOKENIZER)) {
        while (session.step() < session.steps()) {
          session.step(Map.of());
        }
      }
      try (ClozeScorer scorer = model.cloze(MASK)) {
        double moved = scorer.scores(texts, places).get(0)[0];
        assertNotEquals(expected("base", 0)[0], moved, 1e-5);
        assertEquals(expected("base", 0)[0], moved, 1, "few steps move it a little");
      }
    }
  }

  /** A piece of rank r is beaten by r − 1 others, each scored in its place. */
  @Test
  void ranksAreThoseOfTheScores() {
    try (TextModel model =
            Fixture.ENGINE.model(request(Optional.of(BASE), Task.MASKED_LANGUAGE_MODEL));
        ClozeScorer scorer = model.cloze(MASK)) {
      List<int[]> ranks = scorer.ranks(texts, places);
      for (int i = 0; i < texts.size(); i++) {
        int at = places.get(i)[0];
        double own = scorer.scores(texts, places).get(i)[0];
        int expected = 1;
        for (int piece = 0; piece < 24; piece++) {
          int[] ids = texts.get(i).ids().clone();
          ids[at] = piece;
          Encoded other = new Encoded(ids, new int[ids.length], List.of(), 0);
          double score = scorer.scores(List.of(other), List.of(places.get(i))).get(0)[0];
          expected += score > own + 1e-6 ? 1 : 0;
        }
        assertEquals(expected, ranks.get(i)[0], "text " + i);
      }
    }
  }

  @Test
  void manyQuestionsOfDifferentLengthKeepTheirOrder() {
    List<Encoded> many = new ArrayList<>();
    List<int[]> hidden = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      many.add(texts.get(i % texts.size()));
      hidden.add(places.get(i % texts.size()));
    }
    try (TextModel model =
            Fixture.ENGINE.model(request(Optional.of(BASE), Task.MASKED_LANGUAGE_MODEL));
        ClozeScorer scorer = model.cloze(MASK)) {
      List<double[]> got = scorer.scores(many, hidden);
      for (int i = 0; i < many.size(); i++) {
        assertArrayEquals(expected("base", i % texts.size()), got.get(i), 1e-5, "question " + i);
      }
      assertEquals(List.of(), scorer.scores(List.of(), List.of()));
      assertThrows(
          IllegalArgumentException.class,
          () -> scorer.scores(texts.subList(0, 1), List.of(new int[0])));
    }
  }

  @Test
  void halfOfTheQuestionsAreAskedWhereMemoryRunsOut() {
    try (TextModel model =
            Fixture.ENGINE.model(request(Optional.of(BASE), Task.MASKED_LANGUAGE_MODEL));
        ClozeScorer scorer = model.cloze(MASK)) {
      try (FailingCalls failing = new FailingCalls("masked_ids", 1, 2)) {
        assertPeers("base", scorer.scores(texts, places));
        assertTrue(failing.calls() >= 4, "calls: " + failing.calls());
      }
      try (FailingCalls failing = new FailingCalls("masked_ids", 1, Integer.MAX_VALUE)) {
        var e = assertThrows(GovernanceException.class, () -> scorer.ranks(texts, places));
        assertTrue(e.getMessage().contains("was scored"), e.getMessage());
        assertTrue(failing.calls() >= 1);
      }
    }
  }

  @Test
  void onADeviceAnswersOfSeveralBatchesAreReadTogether() throws Exception {
    Forced.path(
        true,
        () -> {
          try (TextModel model =
                  Fixture.ENGINE.model(request(Optional.of(BASE), Task.MASKED_LANGUAGE_MODEL));
              ClozeScorer scorer = model.cloze(MASK);
              FailingCalls failing = new FailingCalls("masked_ids", 1, 2)) {
            long before = Readback.count();
            assertPeers("base", scorer.scores(texts, places));
            assertEquals(before + 1, Readback.count());
            assertTrue(failing.calls() >= 4, "calls: " + failing.calls());
          }
          return null;
        });
  }

  @Test
  void whereThereIsNoHeadTheReasonIsGiven(@TempDir Path folder) throws Exception {
    assertProblem(Optional.empty(), "random weights");
    assertProblem(Optional.of(PEER.folder()), "cls.predictions.bias");
    assertProblem(
        Optional.of(Golden.architecture("electra-sequence").folder()), "one of type electra");
    Files.copy(BASE.resolve("config.json"), folder.resolve("config.json"));
    Files.copy(BASE.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    try (TextModel model =
        Fixture.ENGINE.model(request(Optional.of(folder), Task.SEQUENCE_CLASSIFICATION))) {
      Files.delete(folder.resolve("model.safetensors"));
      assertTrue(model.clozeProblem().orElse("").contains(folder.toString()));
    }
  }

  private void assertProblem(Optional<Path> folder, String part) {
    try (TextModel model = Fixture.ENGINE.model(request(folder, Task.SEQUENCE_CLASSIFICATION))) {
      assertTrue(model.clozeProblem().orElse("").contains(part), "" + model.clozeProblem());
      assertThrows(IllegalStateException.class, () -> model.cloze(MASK));
    }
  }
}
