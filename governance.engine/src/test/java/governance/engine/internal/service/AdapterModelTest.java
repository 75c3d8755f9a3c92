package governance.engine.internal.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.ModelRequest;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.engine.Tuning.Freeze;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.session.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters through the engine's interface: trained, written, read back, merged, refused. */
class AdapterModelTest {
  private static final Golden BASE = Golden.open("sequence-f32");

  @TempDir Path folder;

  private static TextModel model(Path base, Optional<Path> from, boolean merge, String... targets) {
    return model(base, tuning(from, merge, targets), "a", "b", "c");
  }

  private static Tuning tuning(Optional<Path> from, boolean merge, String... targets) {
    Adapter adapter = new Adapter(from, 4, 8, 0.1, List.of(targets), merge);
    return new Tuning(Optional.of(adapter), Freeze.NOTHING);
  }

  private static TextModel model(Path base, Tuning tuning, String... classes) {
    return Fixture.ENGINE.model(
        new ModelRequest(
            Optional.of(base),
            null,
            Task.SEQUENCE_CLASSIFICATION,
            List.of(classes),
            3,
            TestDevice.NAME,
            Precision.F32,
            0.1,
            Optional.empty(),
            tuning));
  }

  private static TrainingData data() {
    List<Encoded> inputs =
        Arrays.stream(BASE.rows())
            .map(
                ids ->
                    new Encoded(ids, new int[ids.length], Collections.nCopies(ids.length, ""), 0))
            .toList();
    return TrainingData.of(inputs, new int[] {0, 2, 1, 2}, Collections.nCopies(4, ""));
  }

  private static void train(TextModel model) {
    var options = Fixture.options(2, 0, Fixture.clipped());
    try (TrainingSession session =
        model.train(data(), options, List.of(), List.of(), Fixture.TOKENIZER)) {
      while (session.step() < session.steps()) {
        session.step(Map.of());
      }
    }
  }

  private static float[][] predictions(TextModel model) {
    return model.predict(data().inputs()).sequences();
  }

  private static void assertClose(float[][] wanted, float[][] got, float tolerance) {
    for (int i = 0; i < wanted.length; i++) {
      assertArrayEquals(wanted[i], got[i], tolerance);
    }
  }

  @Test
  void aTrainedAdapterIsReadBackOntoItsBaseAndMerged() throws Exception {
    float[][] tuned;
    try (TextModel model = model(BASE.folder(), Optional.empty(), false)) {
      assertEquals(4, model.adapted().size());
      assertTrue(model.trainedParameters() < model.parameters() / 4);
      float[][] untuned = predictions(model);
      train(model);
      tuned = predictions(model);
      assertFalse(Arrays.deepEquals(untuned, tuned));
      model.write(folder);
    }
    assertFalse(Files.exists(folder.resolve("model.safetensors")));
    try (TextModel again = model(BASE.folder(), Optional.of(folder), true)) {
      assertEquals(List.of(), again.notes());
      assertClose(tuned, predictions(again), 0);
      again.write(folder.resolve("merged"));
    }
    try (TextModel merged = model(folder.resolve("merged"), Tuning.FULL, "a", "b", "c")) {
      assertClose(tuned, predictions(merged), 1e-5f);
      assertEquals(merged.parameters(), merged.trainedParameters());
    }
  }

  @Test
  void aHeadForOtherClassesIsNewAndTold() throws Exception {
    try (TextModel model = model(BASE.folder(), Optional.empty(), false)) {
      model.write(folder);
    }
    Tuning from =
        new Tuning(
            Optional.of(new Adapter(Optional.of(folder), 1, 1, 0, List.of(), false)),
            Freeze.NOTHING);
    try (TextModel other = model(BASE.folder(), from, "x", "y", "z")) {
      assertTrue(other.notes().toString().contains("the adapter's is for the classes"));
    }
  }

  @Test
  void anAdapterOfAnotherBaseIsRefused() throws Exception {
    try (TextModel model = model(BASE.folder(), Optional.empty(), false)) {
      model.write(folder.resolve("adapter"));
    }
    try (TextModel tuned = model(BASE.folder(), Tuning.FULL, "a", "b", "c")) {
      train(tuned);
      tuned.write(folder.resolve("other"));
    }
    Optional<Path> adapter = Optional.of(folder.resolve("adapter"));
    refused("made for a base with digest", folder.resolve("other"), adapter);
    Path wide = Golden.architecture("bert-token").folder();
    refused("shape [4, 16]", wide, adapter);
    refused(
        "which the base does not have", Golden.architecture("electra-sequence").folder(), adapter);
    refused("no file adapter_config.json", BASE.folder(), Optional.of(BASE.folder()));
  }

  private static void refused(String why, Path base, Optional<Path> adapter) {
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> model(base, adapter, false));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertEquals(e.problems(), Fixture.ENGINE.problems(base, tuning(adapter, false)), "the plan");
  }

  @Test
  void thePlanKnowsWhatDoesNotFit() {
    assertTrue(problem("bert-token", "q_lin").contains("\"q_lin\" is no linear layer of bert"));
    assertTrue(problem("distilbert-token", "q_lin").isEmpty());
    assertTrue(problem("albert-token", "all-linear").isEmpty());
  }

  private static String problem(String base, String target) {
    Adapter adapter = new Adapter(Optional.empty(), 4, 8, 0, List.of(target), false);
    List<Problem> problems =
        Fixture.ENGINE.problems(
            Golden.architecture(base).folder(), new Tuning(Optional.of(adapter), Freeze.NOTHING));
    return problems.isEmpty() ? "" : problems.get(0).message();
  }

  @Test
  void patternsThatChangeTheComputationAreRefused() throws Exception {
    Path own = Path.of("src/test/resources/adapters/bert-token");
    String json = Files.readString(own.resolve("adapter_config.json"));
    Files.copy(
        own.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
    Path base = Golden.architecture("bert-token").folder();
    for (String change :
        List.of(
            "\"use_dora\": false|\"use_dora\": true",
            "\"use_rslora\": false|\"use_rslora\": true",
            "\"rank_pattern\": {}|\"rank_pattern\": {\"query\": 2}",
            "\"bias\": \"none\"|\"bias\": \"all\"",
            "\"peft_type\": \"LORA\"|\"peft_type\": \"IA3\"",
            "\"r\": 3|\"r\": 5")) {
      String[] both = change.split("\\|");
      assertTrue(json.contains(both[0]), both[0]);
      Files.writeString(folder.resolve("adapter_config.json"), json.replace(both[0], both[1]));
      Adapter adapter = new Adapter(Optional.of(folder), 1, 1, 0, List.of(), false);
      Tuning tuning = new Tuning(Optional.of(adapter), Freeze.NOTHING);
      assertEquals(1, Fixture.ENGINE.problems(base, tuning).size(), change);
    }
  }
}
