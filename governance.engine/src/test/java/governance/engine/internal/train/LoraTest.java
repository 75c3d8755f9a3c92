package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonParser;
import governance.engine.Precision;
import governance.engine.internal.Golden;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.PeftFolder;
import governance.engine.internal.io.SafeTensorsFile;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Low-rank updates of each architecture against PEFT's numbers for the same adapter. */
class LoraTest {
  @TempDir Path folder;

  static List<String> cases() {
    return AdapterCase.names();
  }

  private static void compare(double[] wanted, float[] got, double tolerance) {
    assertEquals(wanted.length, got.length);
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], got[i], tolerance, "value " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsAreThoseOfPeft(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0)) {
      assertEquals(List.of(), c.model.notes());
      compare(c.numbers("logits"), c.logits(c.encoder), 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossAndGradientsAreThoseOfPeft(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0);
        Trainer trainer = c.trainer()) {
      trainer.begin();
      assertEquals(
          c.expected.get("loss").getAsDouble(), Losses.backward(trainer, 1, c.loss()), 1e-5);
      List<Integer> trained = c.parameters().trained();
      List<NDArray> gradients = trainer.gradients();
      assertEquals(trained.size(), gradients.size());
      int compared = 0;
      for (int i = 0; i < trained.size(); i++) {
        Leaf leaf = c.parameters().leaves().get(trained.get(i));
        if (leaf.adapter()) {
          var wanted = c.expected.getAsJsonObject("gradients").get(leaf.name());
          compare(Golden.flat(wanted).values(), gradients.get(i).toFloatArray(), 2e-5);
          compared++;
        }
      }
      assertEquals(c.expected.getAsJsonObject("gradients").size(), compared);
      trainer.discard();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theNormIsThatOfUpdatesAndHeadWithoutBiases(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0)) {
      double sum = 0;
      for (int i : c.parameters().trained()) {
        if (!c.parameters().leaves().get(i).name().endsWith("bias")) {
          for (float value : c.parameters().arrays().get(i).toFloatArray()) {
            sum += (double) value * value;
          }
        }
      }
      assertTrue(sum > 0);
      assertEquals(Math.sqrt(sum), c.parameters().decayedNorm(), 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainingChangesUpdatesAndHeadAndNotABitOfTheBase(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0.2);
        Trainer trainer = c.trainer()) {
      Parameters p = c.parameters();
      String frozen = p.frozenDigest();
      Map<String, float[]> before = values(p);
      assertEquals(p.trained().size(), trainer.optimiser().first().size());
      for (int i = 0; i < 3; i++) {
        trainer.begin();
        trainer.backward(1, c.loss());
        trainer.apply();
        trainer.read();
      }
      assertEquals(frozen, p.frozenDigest());
      Map<String, float[]> after = values(p);
      for (int i = 0; i < p.leaves().size(); i++) {
        String leaf = p.leaves().get(i).name();
        boolean head = !p.leaves().get(i).adapter() && p.trained().contains(i);
        assertEquals(p.trained().contains(i), p.leaves().get(i).adapter() || head);
        if (p.trained().contains(i)) {
          assertFalse(java.util.Arrays.equals(before.get(leaf), after.get(leaf)), leaf);
        } else {
          assertArrayEquals(before.get(leaf), after.get(leaf), leaf);
          assertFalse(p.arrays().get(i).hasGradient(), leaf);
        }
      }
      assertTrue(p.trainedCount() < p.count());
    }
  }

  private static Map<String, float[]> values(Parameters p) {
    Map<String, float[]> values = new TreeMap<>();
    for (int i = 0; i < p.leaves().size(); i++) {
      values.put(p.leaves().get(i).name(), p.arrays().get(i).toFloatArray());
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anAdapterIsWrittenAsPeftWritesIt(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0.1)) {
      new PeftFolder(folder).write(c.model.config(), c.parameters(), name);
      assertEquals(tensors(c.folder), tensors(folder));
      var own = json(folder);
      var theirs = json(c.folder);
      for (String key : own.keySet()) {
        assertTrue(theirs.has(key), "PEFT knows no " + key);
        if (!List.of("target_modules", "modules_to_save").contains(key)) {
          assertEquals(theirs.get(key), own.get(key), key);
        }
      }
    }
  }

  private static com.google.gson.JsonObject json(Path from) throws IOException {
    String text = Files.readString(from.resolve("adapter_config.json"));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Map<String, String> tensors(Path from) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (var file = SafeTensorsFile.open(from.resolve("adapter_model.safetensors"))) {
      for (String name : file.names()) {
        long count = 1;
        for (long n : file.shape(name)) {
          count *= n;
        }
        FloatBuffer values = FloatBuffer.allocate((int) count);
        file.read(name, values);
        all.put(name, java.util.Arrays.toString(values.array()));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mergedWeightsPredictTheSameInTheOrdinaryLayout(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0)) {
      new HuggingFaceFolder(folder).write(c.model.config(), c.parameters());
      LoadedModel plain = new HuggingFaceFolder(folder).read(c.root, c.base.task(), List.of(), 0);
      assertTrue(plain.config().lora().isEmpty());
      Encoder merged = new Encoder(c.script, plain.config(), plain.parameters(), Precision.F32);
      compare(c.numbers("merged"), c.logits(merged), 1e-5);
      float[] unmerged = c.logits(c.encoder);
      double[] wanted = new double[unmerged.length];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = unmerged[i];
      }
      compare(wanted, c.logits(merged), 1e-5);
    }
  }

  @Test
  void aCheckpointHoldsWhatIsTrainedAndGoesOnToTheSameBits() throws IOException {
    List<String> digests = new ArrayList<>();
    for (int stopAfter : new int[] {-1, 2}) {
      try (AdapterCase c = new AdapterCase("roberta-sequence", 0.2)) {
        Path file = folder.resolve("at-" + stopAfter);
        Trainer trainer = c.trainer();
        for (int i = 0; i < 5; i++) {
          if (i == stopAfter) {
            new Checkpoint(trainer).write(file, Map.of());
            trainer.close();
            c.parameters().trained().forEach(t -> spoil(c.parameters().arrays().get(t)));
            trainer = c.trainer();
            new Checkpoint(trainer).restore(file);
          }
          trainer.begin();
          trainer.backward(1, c.loss());
          trainer.apply();
          trainer.read();
        }
        trainer.close();
        digests.add(c.parameters().digest());
      }
    }
    assertEquals(digests.get(0), digests.get(1));
    try (var file = SafeTensorsFile.open(folder.resolve("at-2"))) {
      assertTrue(file.names().stream().noneMatch(n -> n.contains("word_embeddings")));
      assertTrue(file.names().stream().anyMatch(n -> n.startsWith("m.") && n.contains("lora_A")));
    }
  }

  private static void spoil(NDArray array) {
    array.set(new float[(int) array.size()]);
  }

  @Test
  void dropoutOfUpdatesIsDrawnFromTheSeedAndOffInEvaluation() throws IOException {
    List<Double> losses = new ArrayList<>();
    for (double dropout : new double[] {0.5, 0.5, 0}) {
      try (AdapterCase c = new AdapterCase("bert-token", dropout);
          Trainer trainer = c.trainer()) {
        trainer.begin();
        losses.add(Losses.backward(trainer, 1, c.loss()));
        trainer.discard();
        compare(c.numbers("logits"), c.logits(c.encoder), 1e-5);
      }
    }
    assertEquals(losses.get(0), losses.get(1));
    assertNotEquals(losses.get(0), losses.get(2));
  }
}
