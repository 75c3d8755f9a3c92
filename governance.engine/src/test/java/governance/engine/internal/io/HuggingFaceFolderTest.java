package governance.engine.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceFolderTest {
  private static final Task SEQUENCE = Task.SEQUENCE_CLASSIFICATION;
  private static final Task TOKEN = Task.TOKEN_CLASSIFICATION;

  @TempDir Path folder;
  private final NDManager root = TestDevice.root();
  private final Path golden = Golden.open("sequence-f32").folder();

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void aWrittenModelIsReadBackBitForBit() throws IOException {
    LoadedModel model = read(golden, SEQUENCE, List.of("no", "maybe", "yes"), 0);
    new HuggingFaceFolder(folder.resolve("new")).write(model.config(), model.parameters());
    LoadedModel again = read(folder.resolve("new"), SEQUENCE, List.of(), 0);
    assertEquals(model.config(), again.config());
    assertEquals(model.parameters().digest(), again.parameters().digest());
    assertEquals(List.of("no", "maybe", "yes"), again.config().labels());
    assertEquals(List.of(), again.notes());
  }

  @Test
  void aHeadForOtherClassesIsMadeNewFromTheSeedAndReported() throws IOException {
    LoadedModel two = read(golden, SEQUENCE, List.of("a", "b"), 1);
    LoadedModel same = read(golden, SEQUENCE, List.of("a", "b"), 1);
    LoadedModel other = read(golden, SEQUENCE, List.of("a", "b"), 2);
    assertTrue(two.notes().get(0).contains("classifier.weight"), two.notes().toString());
    assertEquals(two.parameters().digest(), same.parameters().digest());
    assertNotEquals(two.parameters().digest(), other.parameters().digest());
    new HuggingFaceFolder(folder).write(two.config(), two.parameters());
    LoadedModel renamed = read(folder, SEQUENCE, List.of("b", "a"), 1);
    assertTrue(renamed.notes().get(0).contains("[a, b]"), renamed.notes().toString());
  }

  @Test
  void aTokenModelNeedsNoPoolerAndASequenceModelMakesOne() throws IOException {
    Path token = Golden.open("token-f16").folder();
    LoadedModel model = read(token, SEQUENCE, List.of("a", "b"), 1);
    assertTrue(model.notes().get(0).contains("bert.pooler.dense.weight"));
    LoadedModel back = read(golden, TOKEN, List.of(), 1);
    assertEquals(List.of(), back.notes());
  }

  @Test
  void everythingWrongWithTheWeightsIsReportedAtOnce() throws IOException {
    LoadedModel model = read(golden, SEQUENCE, List.of(), 0);
    Parameters p = model.parameters();
    rewrite(p, Set.of("bert.embeddings.LayerNorm.bias"), "bert.encoder.layer.0.output.dense.bias");
    var e = assertThrows(GovernanceException.class, () -> read(folder, SEQUENCE, List.of(), 0));
    assertEquals(2, e.problems().size(), e.getMessage());
    assertTrue(e.getMessage().contains("bert.embeddings.LayerNorm.bias: missing"));
    assertTrue(e.getMessage().contains("output.dense.bias: shape [8, 2]; allowed: shape [16]"));
  }

  @Test
  void weightsThatAreNotNumbersAreRefused() throws IOException {
    LoadedModel model = read(golden, SEQUENCE, List.of(), 0);
    model.parameters().values("bert.embeddings.LayerNorm.weight").change(v -> v.put(3, Float.NaN));
    new HuggingFaceFolder(folder).write(model.config(), model.parameters());
    var e = assertThrows(GovernanceException.class, () -> read(folder, SEQUENCE, List.of(), 0));
    assertTrue(e.getMessage().contains("LayerNorm.weight: the value NaN"), e.getMessage());
    assertTrue(e.getMessage().endsWith("Use a checkpoint from before training diverged"));
  }

  @Test
  void anAdapterInPlaceOfAModelSaysWhereItBelongs() throws IOException {
    Files.writeString(folder.resolve("adapter_config.json"), "{}");
    var e = assertThrows(GovernanceException.class, () -> read(folder, SEQUENCE, List.of(), 0));
    assertTrue(e.getMessage().contains("no file config.json"), e.getMessage());
    assertTrue(e.getMessage().contains("model.adapter.folder"), e.getMessage());
  }

  @Test
  void oldNamesAndABareEncoderAreUnderstood() throws IOException {
    LoadedModel model = read(golden, SEQUENCE, List.of(), 0);
    SafeTensorsWriter writer = new SafeTensorsWriter(Map.of());
    for (var entry : model.parameters().shapes().entrySet()) {
      String name = entry.getKey().replace("LayerNorm.weight", "LayerNorm.gamma");
      name = name.replace("LayerNorm.bias", "LayerNorm.beta").replaceFirst("^bert\\.", "");
      writer.add(name, entry.getValue(), model.parameters().values(entry.getKey()));
    }
    writer.write(folder.resolve("model.safetensors"));
    Files.copy(golden.resolve("config.json"), folder.resolve("config.json"));
    LoadedModel again = read(folder, SEQUENCE, List.of(), 0);
    assertEquals(model.parameters().digest(), again.parameters().digest());
  }

  @Test
  void unsupportedAndIncompleteFoldersSayWhatToDo() throws IOException {
    refuse("no file config.json");
    Files.writeString(folder.resolve("config.json"), "not json");
    refuse("not a JSON object");
    config("{\"model_type\":\"gpt2\"}");
    refuse("model_type: gpt2; allowed: bert, roberta, xlm-roberta, distilbert, electra, albert");
    config("{\"model_type\":\"bert\",\"hidden_act\":\"swish\"}");
    refuse("hidden_act: swish; allowed: gelu, gelu_new");
    config("{\"model_type\":\"bert\",\"position_embedding_type\":\"relative_key\"}");
    refuse("allowed: absolute");
    config("{\"model_type\":\"bert\",\"hidden_size\":30,\"num_attention_heads\":4}");
    refuse("a multiple of num_attention_heads 4");
    config("{\"model_type\":\"bert\",\"hidden_dropout_prob\":1.5}");
    refuse("a number in [0, 1)");
    config("{\"model_type\":\"bert\",\"hidden_size\":\"big\"}");
    refuse("allowed: a number");
    config("{\"model_type\":\"bert\",\"hidden_size\":24}");
    refuse("no file model.safetensors");
    Files.write(folder.resolve("pytorch_model.bin"), new byte[3]);
    refuse("safe_serialization=True");
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }

  private void refuse(String part) {
    var e = assertThrows(GovernanceException.class, () -> read(folder, SEQUENCE, List.of(), 0));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private LoadedModel read(Path from, Task task, List<String> labels, long seed)
      throws IOException {
    return new HuggingFaceFolder(from).read(root, task, labels, seed);
  }

  private void rewrite(Parameters p, Set<String> without, String reshaped) throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter(Map.of());
    for (var entry : p.shapes().entrySet()) {
      Values values = p.values(entry.getKey());
      if (entry.getKey().equals(reshaped)) {
        writer.add(entry.getKey(), new long[] {values.count() / 2, 2}, values);
      } else if (!without.contains(entry.getKey())) {
        writer.add(entry.getKey(), entry.getValue(), values);
      }
    }
    writer.write(folder.resolve("model.safetensors"));
    Files.copy(golden.resolve("config.json"), folder.resolve("config.json"));
  }
}
