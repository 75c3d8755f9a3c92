package governance.engine.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.GradMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logits of folders that Transformers wrote, against its own; rows are of different lengths. */
class GoldenLogitsTest {
  @ParameterizedTest
  @CsvSource({
    "sequence-f32, SEQUENCE_CLASSIFICATION",
    "token-f16, TOKEN_CLASSIFICATION",
    "sequence-bf16, SEQUENCE_CLASSIFICATION"
  })
  void logitsAgreeWithin1e5(String name, Task task) {
    assertLogits(Golden.open(name), task, Precision.F32, 1e-5);
  }

  @Test
  void bfloat16LayersComeClose() {
    assertLogits(Golden.open("sequence-f32"), Task.SEQUENCE_CLASSIFICATION, Precision.BF16, 5e-2);
    assertLogits(Golden.open("token-f16"), Task.TOKEN_CLASSIFICATION, Precision.BF16, 2e-1);
  }

  @Test
  void aRowAloneHasTheLogitsItHasInABatch() throws Exception {
    Golden golden = Golden.open("sequence-f32");
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      var folder = new HuggingFaceFolder(golden.folder());
      LoadedModel model = folder.read(root, Task.SEQUENCE_CLASSIFICATION, List.of(), 0);
      Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
      double[] expected = golden.flat("logits");
      for (int i = 0; i < golden.rows().length; i++) {
        Inputs one = Inputs.of(root, new int[][] {golden.rows()[i]}, 0);
        float[] got = GradMode.off(() -> encoder.infer(root, one).logits().toFloatArray());
        for (int c = 0; c < got.length; c++) {
          assertEquals(expected[i * got.length + c], got[c], 1e-5);
        }
      }
    }
  }

  private static void assertLogits(
      Golden golden, Task task, Precision precision, double tolerance) {
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      LoadedModel model = new HuggingFaceFolder(golden.folder()).read(root, task, List.of(), 0);
      assertEquals(List.of(), model.notes());
      Encoder encoder = new Encoder(script, model.config(), model.parameters(), precision);
      Inputs inputs = Inputs.of(root, golden.rows(), 0);
      Pass pass = GradMode.off(() -> encoder.infer(root, inputs));
      double[] expected = golden.flat("logits");
      compare(golden, pass.logits(), expected, tolerance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Positions of padding are not compared: nobody reads them. */
  private static void compare(Golden golden, NDArray logits, double[] expected, double tolerance) {
    float[] got = logits.toFloatArray();
    assertEquals(expected.length, got.length);
    int[][] rows = golden.rows();
    int classes = (int) logits.getShape().get(logits.getShape().dimension() - 1);
    int length = logits.getShape().dimension() == 3 ? (int) logits.getShape().get(1) : 1;
    for (int i = 0; i < got.length; i++) {
      int position = i / classes % length;
      if (position < rows[i / classes / length].length) {
        assertEquals(expected[i], got[i], tolerance, "logit " + i);
      }
    }
  }
}
