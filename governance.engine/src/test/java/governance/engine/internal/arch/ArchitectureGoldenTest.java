package governance.engine.internal.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.Precision;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.SafeTensorsFile;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Graph;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.GradMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of every architecture as Transformers wrote them, against its own numbers. */
class ArchitectureGoldenTest {
  @TempDir Path folder;
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  static List<String> cases() {
    return Golden.architectures();
  }

  @Test
  void everyArchitectureHasACaseForBothHeads() {
    for (String type : Architectures.supported().split(", ")) {
      if (type.equals("torchscript")) {
        continue; // TorchScriptTest
      }
      assertTrue(cases().contains(type + "-token"), type);
      assertTrue(type.equals("bert") || cases().contains(type + "-sequence"), type);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsAgreeWithin1e5(String name) throws IOException {
    Golden golden = Golden.architecture(name);
    LoadedModel model = read(golden);
    assertEquals(List.of(), model.notes());
    Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
    Inputs inputs = inputs(golden, model);
    Pass pass = GradMode.off(() -> encoder.infer(root, inputs));
    compare(golden, "logits", pass.logits(), 1e-5);
    Pass eager =
        GradMode.off(
            () ->
                encoder.fromWords(
                    root, pass.word(), inputs, null, null, new Graph(false, false, false)));
    compare(golden, "logits", eager.logits(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bfloat16LayersComeClose(String name) throws IOException {
    Golden golden = Golden.architecture(name);
    LoadedModel model = read(golden);
    Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.BF16);
    Pass pass = GradMode.off(() -> encoder.infer(root, inputs(golden, model)));
    compare(golden, "logits", pass.logits(), 0.3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aWrittenModelHasThePeersLayout(String name) throws IOException {
    Golden golden = Golden.architecture(name);
    LoadedModel model = read(golden);
    new HuggingFaceFolder(folder).write(model.config(), model.parameters());
    LoadedModel again = new HuggingFaceFolder(folder).read(root, golden.task(), List.of(), 0);
    assertEquals(model.config().toString(), again.config().toString());
    assertEquals(model.parameters().digest(), again.parameters().digest());
    assertEquals(names(golden.folder()), names(folder));
  }

  private static List<String> names(Path folder) throws IOException {
    try (SafeTensorsFile file = SafeTensorsFile.open(folder.resolve("model.safetensors"))) {
      return file.names().stream().sorted().toList();
    }
  }

  private LoadedModel read(Golden golden) throws IOException {
    return new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
  }

  private Inputs inputs(Golden golden, LoadedModel model) {
    EncoderConfig e = model.config().encoder();
    return Inputs.of(root, golden.rows(), e.padding());
  }

  /** Positions of padding are not compared: nobody reads them. */
  private static void compare(Golden golden, String key, NDArray logits, double tolerance) {
    float[] got = logits.toFloatArray();
    double[] expected = golden.flat(key);
    assertEquals(expected.length, got.length);
    int dimensions = logits.getShape().dimension();
    int classes = (int) logits.getShape().get(dimensions - 1);
    int length = dimensions == 3 ? (int) logits.getShape().get(1) : 1;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < got.length; i++) {
      boolean there = i / classes % length < golden.rows()[i / classes / length].length;
      if (there && !(Math.abs(expected[i] - got[i]) <= tolerance)) {
        wrong.add(i + ": " + expected[i] + " but " + got[i]);
      }
    }
    assertEquals(List.of(), wrong);
  }
}
