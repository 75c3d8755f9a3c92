package governance.engine.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
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
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights in parts and encoders without head or prefix. */
class WeightFilesTest {
  private static final String INDEX = "model.safetensors.index.json";

  @TempDir Path folder;
  private final NDManager root = TestDevice.root();
  private final Golden golden = Golden.architecture("roberta-sequence");

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void partsAreReadAsOne() throws IOException {
    LoadedModel whole = read(golden, golden.folder());
    parts(whole.parameters());
    assertEquals(whole.parameters().digest(), read(golden, folder).parameters().digest());
  }

  @Test
  void missingPartsAreNamed() throws IOException {
    parts(read(golden, golden.folder()).parameters());
    Files.delete(folder.resolve("model-00002-of-00003.safetensors"));
    Files.delete(folder.resolve("model-00003-of-00003.safetensors"));
    String message = refused();
    assertTrue(message.contains("the part model-00002-of-00003.safetensors is missing"), message);
    assertTrue(message.contains("the part model-00003-of-00003.safetensors is missing"), message);
  }

  @Test
  void anIndexThatDoesNotFitItsPartsIsRefused() throws IOException {
    Map<String, String> index = parts(read(golden, golden.folder()).parameters());
    index.put("roberta.embeddings.LayerNorm.bias", "model-00003-of-00003.safetensors");
    index(index);
    assertTrue(refused().contains("no tensor roberta.embeddings.LayerNorm.bias"), refused());
    index.put("roberta.embeddings.LayerNorm.bias", "../model.safetensors");
    index(index);
    assertTrue(refused().contains("a part outside: ../model.safetensors"), refused());
    Files.writeString(folder.resolve(INDEX), "{}");
    assertTrue(refused().contains("no index of weights"), refused());
  }

  @ParameterizedTest
  @CsvSource({
    "roberta-sequence, roberta., 'classifier.dense.bias, classifier.dense.weight'",
    "distilbert-sequence, distilbert., 'pre_classifier.bias, pre_classifier.weight'",
    "electra-token, electra., 'classifier.bias, classifier.weight'",
    "albert-sequence, albert., 'classifier.bias, classifier.weight'",
    "bert-token, bert., 'classifier.bias, classifier.weight'",
  })
  void anEncoderAloneGetsANewHead(String name, String prefix, String fresh) throws IOException {
    Golden one = Golden.architecture(name);
    Parameters p = read(one, one.folder()).parameters();
    write(p, "model.safetensors", n -> n.startsWith(prefix) ? n.replace(prefix, "") : null);
    Files.copy(one.folder().resolve("config.json"), folder.resolve("config.json"));
    LoadedModel bare = read(one, folder);
    assertTrue(bare.notes().get(0).contains(fresh), bare.notes().toString());
    for (String parameter : p.shapes().keySet()) {
      if (parameter.startsWith(prefix)) {
        float[] expected = p.values(parameter).toArray();
        assertArrayEquals(expected, bare.parameters().values(parameter).toArray(), parameter);
      }
    }
  }

  @Test
  void aHeadForSeveralLabelsAtOnceIsMadeNew() throws IOException {
    Files.copy(golden.folder().resolve("model.safetensors"), folder.resolve("model.safetensors"));
    String config = Files.readString(golden.folder().resolve("config.json"));
    String several = "{\"problem_type\":\"multi_label_classification\",";
    Files.writeString(folder.resolve("config.json"), config.replaceFirst("\\{", several));
    String note = read(golden, folder).notes().get(0);
    assertTrue(note.contains("multi_label_classification"), note);
  }

  private String refused() {
    return assertThrows(GovernanceException.class, () -> read(golden, folder)).getMessage();
  }

  private LoadedModel read(Golden one, Path from) throws IOException {
    Task task = one.task();
    return new HuggingFaceFolder(from).read(root, task, List.of(), 0);
  }

  /** Writes three parts with their index, as save_pretrained does with max_shard_size. */
  private Map<String, String> parts(Parameters p) throws IOException {
    List<String> names = List.copyOf(p.shapes().keySet());
    Map<String, String> index = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      index.put(names.get(i), "model-0000%d-of-00003.safetensors".formatted(1 + i % 3));
    }
    for (String part : List.copyOf(index.values())) {
      write(p, part, n -> index.get(n).equals(part) ? n : null);
    }
    index(index);
    Files.copy(golden.folder().resolve("config.json"), folder.resolve("config.json"));
    return index;
  }

  private void index(Map<String, String> index) throws IOException {
    Files.writeString(folder.resolve(INDEX), new Gson().toJson(Map.of("weight_map", index)));
  }

  private void write(Parameters p, String file, UnaryOperator<String> rename) throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter(Map.of());
    for (var entry : p.shapes().entrySet()) {
      String name = rename.apply(entry.getKey());
      if (name != null) {
        Values values = p.values(entry.getKey());
        writer.add(name, entry.getValue(), values);
      }
    }
    writer.write(folder.resolve(file));
  }
}
