package governance.engine.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.EngineCheck;
import governance.engine.EngineInfo;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineServiceTest {
  private final EngineService engine = new EngineService();

  private static ModelRequest request(
      Path folder, String device, double dropout, String... classes) {
    return new ModelRequest(
        Optional.ofNullable(folder),
        new Architecture(50, 1, 8, 2, 16, 12),
        Task.SEQUENCE_CLASSIFICATION,
        List.of(classes),
        5,
        device,
        Precision.F32,
        dropout);
  }

  @Test
  void theLibraryPassesItsOwnChecks() {
    List<EngineCheck> checks = engine.selfCheck();
    List<String> names = checks.stream().map(EngineCheck::name).toList();
    List<String> wanted =
        List.of(
            "create and read",
            "matrix product",
            "backward",
            "gradients under garbage collection",
            "script module",
            "noise");
    assertEquals(wanted, names.subList(0, wanted.size()));
    checks.forEach(c -> assertTrue(c.passed(), c.toString()));
  }

  @Test
  void theInformationNamesVersionsDeviceAndScript() {
    EngineInfo info = engine.info();
    assertEquals("PyTorch", info.name());
    assertEquals(engine.library().version(), info.version());
    if (!engine.library().external()) {
      assertEquals("2.7.1 cpu, bundled", engine.library().summary());
    }
    assertEquals("DJL 0.36.0", info.binding());
    assertEquals("cpu", info.devices().get(0));
    assertEquals(engine.selfCheck().get(4).detail(), info.script().split(" ")[1]);
    engine.threads(1);
    assertEquals(1, engine.info().threads());
    assertThrows(GovernanceException.class, () -> engine.threads(0));
  }

  @Test
  void devicesAreResolvedOrRefusedByName() {
    assertEquals("cpu", engine.device("cpu"));
    assertEquals("cpu", engine.device("auto"));
    String message =
        assertThrows(GovernanceException.class, () -> engine.device("gpu:77")).getMessage();
    assertTrue(message.contains("got gpu:77, and this machine has cpu"), message);
    assertThrows(GovernanceException.class, () -> engine.device("gpu"));
    assertThrows(GovernanceException.class, () -> engine.device("tpu"));
  }

  @Test
  void aModelIsWrittenAndReadBackWithTheSameWeights(@TempDir Path folder) throws IOException {
    String digest;
    try (TextModel model = engine.model(request(null, "cpu", 0.1, "no", "yes"))) {
      digest = model.digest();
      model.write(folder);
      assertFalse(model.pretrained());
      assertEquals(List.of("no", "yes"), model.classes());
      assertEquals(new Architecture(50, 1, 8, 2, 16, 12), model.architecture());
      assertEquals("bert", model.type());
      assertEquals(0.1, model.dropout());
    }
    try (TextModel model = engine.model(request(folder, "cpu", Double.NaN, "no", "yes"))) {
      assertEquals(digest, model.digest());
      assertTrue(model.pretrained());
      assertTrue(model.notes().isEmpty());
    }
    try (TextModel model = engine.model(request(folder, "cpu", 0, "no", "maybe", "yes"))) {
      assertNotEquals(digest, model.digest());
      assertEquals(1, model.notes().size());
    }
  }

  private void refused(ModelRequest request, String part) {
    String message =
        assertThrows(GovernanceException.class, () -> engine.model(request)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void requestsThatCannotBeMetAreRefused(@TempDir Path folder) throws IOException {
    refused(request(null, "cpu", 0.1, "one"), "at least two classes");
    refused(request(null, "cpu", 1, "a", "b"), "a number in [0, 1)");
    refused(request(null, "gpu:9", 0.1, "a", "b"), "this machine has cpu");
    refused(request(folder, "cpu", 0.1, "a", "b"), "config.json");
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"gpt2\"}");
    refused(request(folder, "cpu", 0.1, "a", "b"), "gpt2");
    ModelRequest odd =
        new ModelRequest(
            Optional.empty(),
            new Architecture(50, 1, 9, 2, 16, 12),
            Task.SEQUENCE_CLASSIFICATION,
            List.of("a", "b"),
            5,
            "cpu",
            Precision.F32,
            0);
    refused(odd, "hidden a multiple of heads");
  }

  @Test
  void textsThatDoNotFitTheModelAreRefused() {
    try (TextModel model = engine.model(request(null, "cpu", 0.1, "a", "b"))) {
      Encoded foreign = new Encoded(new int[] {2, 50, 3}, new int[3], List.of("a", "b", "c"), 0);
      Encoded longer = new Encoded(new int[13], new int[13], List.of(), 0);
      for (Encoded bad : List.of(foreign, longer)) {
        assertThrows(GovernanceException.class, () -> model.predict(List.of(bad)));
      }
      assertEquals(0, model.predict(List.of()).sequences().length);
    }
  }
}
