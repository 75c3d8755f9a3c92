package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.nn.Inputs;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A model trained and saved here, loaded by Transformers. Runs where {@code PEER_PYTHON} names a
 * Python with transformers, and is skipped elsewhere; {@code bench/peer/load_saved.py} is the peer.
 */
class SavedModelTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void transformersPredictsTheSameFromASavedModel(Task task) throws Exception {
    String python = System.getenv("PEER_PYTHON");
    assumeTrue(python != null, "skipped: set PEER_PYTHON to a Python with transformers");
    save(task);
    String kind = task == Task.TOKEN_CLASSIFICATION ? "token" : "sequence";
    Path script = Path.of("../bench/peer/load_saved.py");
    Process peer =
        new ProcessBuilder(python, script.toString(), folder.toString(), kind)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.PIPE)
            .start();
    String answer = new String(peer.getInputStream().readAllBytes());
    assertEquals(0, peer.waitFor(), answer);
  }

  private void save(Task task) throws IOException {
    try (TinyTraining t = new TinyTraining(task, Precision.F32, 0.1, 1)) {
      int[][] rows = t.rows(8);
      for (int i = 0; i < 5; i++) {
        t.trainer.begin();
        t.trainer.backward(
            1, passes -> passes.forward(Inputs.of(passes.manager(), rows, 0)).logits().sum());
        t.trainer.apply();
        t.trainer.read();
      }
      Inputs inputs = Inputs.of(t.root, rows, 0);
      float[] logits = GradMode.off(() -> t.encoder.infer(t.root, inputs).logits().toFloatArray());
      new HuggingFaceFolder(folder).write(t.config, t.parameters);
      String json = new Gson().toJson(Map.of("rows", rows, "logits", logits));
      Files.writeString(folder.resolve("expected.json"), json);
    }
  }
}
