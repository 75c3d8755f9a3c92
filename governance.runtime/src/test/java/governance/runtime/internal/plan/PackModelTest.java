package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of a domain pack, and what takes its place. */
class PackModelTest {
  private static final String MODEL =
      "\"model\": {\"folder\": \"small\", \"adapter\": {\"type\": \"lora\", \"rank\": 2}}, ";

  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void packWithAModel() throws IOException {
    fixture = new PlanFixture(folder);
    for (String name : List.of("small", "other")) {
      Path model = Files.createDirectories(folder.resolve("models").resolve(name));
      Files.createFile(model.resolve("config.json"));
    }
    String pack = PlanFixture.text("finance.json");
    String train = "\"train\": \\{ ";
    fixture.pack("finance", pack.replaceFirst(train, MODEL + train + "\"maxLength\": 64, "));
  }

  private ModelSpec model(String... overrides) {
    Resolution resolution = fixture.plan("finance", overrides);
    assertEquals(List.of(), messages(resolution));
    return resolution.spec().map(RunSpec::model).orElseThrow();
  }

  private static List<String> messages(Resolution resolution) {
    return resolution.plan().problems().stream().map(Problem::message).toList();
  }

  @Test
  void isTheOneOfThatNameInTheModelDirectory() {
    assertEquals(Optional.of(folder.resolve("models/small")), model().folder());
    assertTrue(model().tuning().adapter().isPresent());
  }

  @Test
  void givesWayToAnotherAndKeepsTheWayOfTuning() {
    ModelSpec model = model("model.folder", "other");
    assertEquals(Optional.of(folder.resolve("models/other")), model.folder());
    assertTrue(model.tuning().adapter().isPresent());
  }

  @Test
  void givesWayToRandomWeightsWithAllThatWasSaidOfIt() {
    for (String[] request :
        List.of(
            new String[] {"model.folder", "null"},
            new String[] {"model.layers", "3"},
            new String[] {"model.start", "co-occurrence"})) {
      ModelSpec model = model(request);
      assertEquals(Optional.empty(), model.folder());
      assertTrue(model.tuning().adapter().isEmpty());
    }
    assertEquals(3, model("model.layers", "3").layers());
  }

  @Test
  void staysWhenOnlyItsUseIsChanged() {
    ModelSpec model = model("model.dropout", "0.2");
    assertEquals(Optional.of(folder.resolve("models/small")), model.folder());
    assertEquals(0.2, model.dropout());
  }

  @Test
  void aShapeBesideAFolderIsAnError() {
    List<String> problems =
        messages(fixture.plan("finance", "model.folder", "other", "model.layers", "3"));
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("model.layers (--set)"), problems.get(0));
    assertTrue(problems.get(0).contains("which has its own shape"), problems.get(0));
  }

  @Test
  void aModelThatIsNotThereIsNamedWithTheWayOut() throws IOException {
    Files.delete(folder.resolve("models/small/config.json"));
    Files.delete(folder.resolve("models/small"));
    List<String> problems = messages(fixture.plan("finance"));
    assertTrue(problems.get(0).contains("there is no such folder"), problems.get(0));
    assertTrue(problems.get(0).contains("model.folder=null"), problems.get(0));
  }
}
