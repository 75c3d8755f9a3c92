package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Problem;
import governance.runtime.internal.spec.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models by name and by path, and what the planner refuses of them. */
class ModelChoiceTest {
  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void models() throws IOException {
    fixture = new PlanFixture(folder);
    for (String name : List.of("small", "publisher/large")) {
      Path model = Files.createDirectories(folder.resolve("models").resolve(name));
      Files.createFile(model.resolve("config.json"));
    }
  }

  private Resolution plan(String model, String... more) {
    List<String> values = new ArrayList<>(List.of("train.maxLength", "64", "model.folder", model));
    values.addAll(List.of(more));
    return fixture.plan("finance", values.toArray(String[]::new));
  }

  private static List<String> messages(Resolution resolution) {
    return resolution.plan().problems().stream().map(Problem::message).toList();
  }

  @Test
  void aNameMeansAModelOfTheDirectoryAndAPathItself() {
    for (String name : List.of("small", "publisher/large")) {
      Path model = folder.resolve("models").resolve(name);
      assertEquals(Optional.of(model), chosen(plan(name)));
      assertEquals(Optional.of(model), chosen(plan(model.toString())));
    }
  }

  private static Optional<Path> chosen(Resolution resolution) {
    assertEquals(List.of(), messages(resolution));
    RunSpec spec = resolution.spec().orElseThrow();
    return spec.model().folder();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNamesThereAre() {
    String message = messages(plan("smal")).get(0);
    assertTrue(message.contains("there is no such folder"), message);
    assertTrue(message.contains("a name of the model directory: publisher/large, small"), message);
    assertTrue(message.contains("Did you mean \"small\"?"), message);
    assertTrue(messages(plan("../small")).get(0).contains("no such folder"));
  }

  @Test
  void textsLongerThanTheModelReadsAreRefused() {
    String message = messages(plan("small", "train.maxLength", "65")).get(0);
    assertTrue(message.contains("reads at most 64 tokens and train.maxLength is 65"), message);
    assertTrue(message.contains("Set train.maxLength to 64 or less"), message);
  }

  @Test
  void whatTheEngineFindsWrongIsReported() throws IOException {
    Files.delete(folder.resolve("models/small/config.json"));
    assertTrue(messages(plan("small")).get(0).contains("no file config.json"));
  }

  @Test
  void contributionsThatNeedWordEmbeddingsAreRefusedWithoutThem() throws IOException {
    fixture.fakes.add(Kind.PENALTY, "acme.smooth").needs("WORD_EMBEDDINGS");
    assertEquals(List.of(), messages(plan("small", "penalties.acme.smooth.weight", "1")));
    Files.createFile(folder.resolve("models/small/encoder.pt"));
    List<String> problems = messages(plan("small", "penalties.acme.smooth.weight", "1"));
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("needed by penalty acme.smooth"), problems.get(0));
  }
}
