package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.model.Task;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.GradMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropout is where Transformers has it: its logits for flags that both sides compute. */
class ArchitectureDropoutTest {
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);
  private int calls;

  static List<String> cases() {
    return Golden.architectures();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfGivenFlagsAgree(String name) throws IOException {
    Golden golden = Golden.architecture(name);
    LoadedModel model =
        new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
    ModelConfig config = model.config();
    List<NDArray> p = model.parameters().arrays();
    Inputs inputs = Inputs.of(root, golden.rows(), config.encoder().padding());
    calls = 0;
    EncodeCall call = new EncodeCall(script, config, flags(config, inputs), 4 / 3.0, false);
    NDArray word = script.call("word_leaf").with(p.get(0)).with(inputs.ids()).one(root);
    NDArray logits = GradMode.off(() -> call.run(root, word, inputs, p));
    float[] got = logits.toFloatArray();
    double[] expected = golden.flat("dropped");
    int classes = config.labels().size();
    int length = config.task() == Task.TOKEN_CLASSIFICATION ? inputs.length() : 1;
    for (int i = 0; i < got.length; i++) {
      if (i / classes % length < golden.rows()[i / classes / length].length) {
        assertEquals(expected[i], got[i], 2e-5, name + " logit " + i);
      }
    }
    script.close();
    root.close();
  }

  private List<NDArray> flags(ModelConfig config, Inputs in) {
    EncoderConfig e = config.encoder();
    int hidden = in.rows() * in.length() * e.hidden();
    int scores = in.rows() * e.heads() * in.length() * in.length();
    List<NDArray> flags = new ArrayList<>();
    flags.add(block(in.rows() * in.length() * e.form().embedding()));
    for (int l = 0; l < e.depth(); l++) {
      boolean both = e.family().dropAttention() && e.family().dropOutput();
      flags.add(both ? block(scores, hidden, hidden) : block(scores, hidden));
    }
    boolean sequence = config.task() == Task.SEQUENCE_CLASSIFICATION;
    int one = in.rows() * e.hidden();
    boolean twice = sequence && e.family().head().dropFirst();
    flags.add(twice ? block(one, one) : block(sequence ? one : hidden));
    return flags;
  }

  /** The flags of consecutive calls, as {@code make_architectures.py} has them. */
  private NDArray block(int... sizes) {
    int total = 0;
    for (int size : sizes) {
      total += size;
    }
    float[] all = new float[total];
    int at = 0;
    for (int size : sizes) {
      for (long i = 0; i < size; i++) {
        all[at++] = ((i * 2654435761L + calls * 40503L) >> 7) % 4 == 0 ? 0 : 1;
      }
      calls++;
    }
    return root.create(all);
  }
}
