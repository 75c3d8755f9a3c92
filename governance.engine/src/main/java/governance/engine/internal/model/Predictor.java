package governance.engine.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.script.ScriptModule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Probabilities of many texts: rows of like length are computed together, without gradients. */
final class Predictor {
  /** Tokens computed at once, padding included: bounds memory for long texts. */
  private static final int TOKENS = 8192;

  private final ScriptModule script;
  private final NDManager root;
  private final Encoder encoder;

  Predictor(ScriptModule script, NDManager root, Encoder encoder) {
    this.script = script;
    this.root = root;
    this.encoder = encoder;
  }

  Predictions predict(List<Encoded> inputs) {
    boolean sequences = encoder.config().task() == Task.SEQUENCE_CLASSIFICATION;
    float[][] rows = new float[sequences ? inputs.size() : 0][];
    float[][][] tokens = new float[sequences ? 0 : inputs.size()][][];
    Integer[] order = new Integer[inputs.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -inputs.get(i).length()));
    for (int from = 0; from < order.length; ) {
      int rowsAtOnce = Math.max(1, TOKENS / Math.max(1, inputs.get(order[from]).length()));
      int to = Math.min(order.length, from + rowsAtOnce);
      Integer[] chosen = Arrays.copyOfRange(order, from, to);
      float[] flat = probabilities(Arrays.stream(chosen).map(inputs::get).toList());
      if (sequences) {
        spread(flat, chosen, rows);
      } else {
        spread(flat, chosen, inputs, tokens);
      }
      from = to;
    }
    return new Predictions(sequences ? rows : null, sequences ? null : tokens);
  }

  private float[] probabilities(List<Encoded> texts) {
    int padding = Math.max(0, encoder.config().encoder().padding());
    try (NDManager owner = root.newSubManager()) {
      int[][] ids = texts.stream().map(Encoded::ids).toArray(int[][]::new);
      NDArray logits = encoder.infer(owner, Inputs.of(owner, ids, padding)).logits();
      return script.call("probabilities").with(logits).one(owner).toFloatArray();
    }
  }

  private void spread(float[] flat, Integer[] chosen, float[][] rows) {
    int classes = flat.length / chosen.length;
    for (int i = 0; i < chosen.length; i++) {
      rows[chosen[i]] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
    }
  }

  private void spread(float[] flat, Integer[] chosen, List<Encoded> inputs, float[][][] tokens) {
    int classes = encoder.config().labels().size();
    int padded = flat.length / classes / chosen.length;
    for (int i = 0; i < chosen.length; i++) {
      float[][] own = new float[inputs.get(chosen[i]).length()][];
      for (int j = 0; j < own.length; j++) {
        int at = (i * padded + j) * classes;
        own[j] = Arrays.copyOfRange(flat, at, at + classes);
      }
      tokens[chosen[i]] = own;
    }
  }
}
