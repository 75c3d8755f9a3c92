package governance.engine.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDescriberTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  @TempDir Path folder;

  @BeforeEach
  void albert() throws IOException {
    copy(RESOURCES.resolve("architectures/albert-token"));
    StringBuilder vocabulary = new StringBuilder("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n");
    for (int i = 5; i < 40; i++) {
      vocabulary.append("w").append(i).append('\n');
    }
    Files.writeString(folder.resolve("vocab.txt"), vocabulary);
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private List<String> problems() {
    return describe().problems().stream().map(Problem::message).toList();
  }

  private ModelDescription describe() {
    return new ModelDescriber(folder).describe();
  }

  @Test
  void sizesTokenizerAndWeightsAreTold() throws IOException {
    ModelDescription d = describe();
    assertEquals(List.of(), d.problems());
    assertEquals("albert", d.type());
    assertEquals(Optional.of(new Architecture(40, 10, 16, 2, 24, 10)), d.shape());
    assertEquals("WordPiece", d.tokenizer());
    assertEquals(40, d.vocabulary());
    assertEquals(Files.size(folder.resolve("model.safetensors")), d.bytes());
    // tables (40 + 10 + 2) 16, norm 32, projection 272, four layers of
    // 4 (16 16 + 16) + (24 16 + 24) + (16 24 + 16) + 4 16, head 68
    assertEquals(52 * 16 + 32 + 272 + 4 * (4 * 272 + 408 + 400 + 64) + 68, d.parameters());
  }

  @Test
  void tokenizersOfOtherModelsAreFound() throws IOException {
    Files.copy(
        RESOURCES.resolve("tokenizers/unigram-albert/tokenizer.json"),
        folder.resolve("tokenizer.json"));
    assertEquals(1, problems().size());
    String message = problems().get(0);
    assertTrue(message.contains("has 83 pieces and the model's table 40 rows"), message);
    Files.delete(folder.resolve("tokenizer.json"));
    String shorter = Files.readString(folder.resolve("vocab.txt")).replace("w39\n", "");
    Files.writeString(folder.resolve("vocab.txt"), shorter);
    assertEquals(List.of(), problems(), "a table padded to a multiple of 8");
  }

  @Test
  void everythingThatIsMissingIsTold() throws IOException {
    Files.delete(folder.resolve("vocab.txt"));
    Files.delete(folder.resolve("model.safetensors"));
    List<String> problems = problems();
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("no file model.safetensors"), problems.get(0));
    assertTrue(problems.get(1).contains("no tokenizer"), problems.get(1));
    assertEquals("albert", describe().type());
    Files.createFile(folder.resolve("pytorch_model.bin"));
    assertTrue(problems().get(0).contains("safe_serialization=True"), problems().get(0));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":");
    assertTrue(problems().get(0).contains("not a JSON object"), problems().get(0));
    Files.delete(folder.resolve("config.json"));
    assertTrue(problems().get(0).contains("no file config.json"), problems().get(0));
    assertEquals("", describe().type());
  }

  @Test
  void weightsOfAnotherShapeAreFoundWithoutReadingThem() throws IOException {
    Path config = folder.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(config, text.replace("\"type_vocab_size\": 2", "\"type_vocab_size\": 3"));
    assertTrue(problems().get(0).contains("token_type_embeddings.weight: shape [2, 16]"));
    Files.writeString(config, text.replace("\"albert\"", "\"t5\""));
    assertTrue(problems().get(0).contains("model_type: t5; allowed: bert, roberta"));
  }
}
