package governance.engine.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.batch.Masker;
import governance.engine.internal.memory.DeviceMemory;
import governance.engine.internal.memory.LateReadback;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Padded;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Probabilities of many texts: rows of like length are computed together, without gradients. */
final class Predictor {
  /** Seed of the places that are hidden in evaluations. */
  private static final long EVALUATION = 0x6d61736b;

  private final ScriptModule script;
  private final NDManager root;
  private final Encoder encoder;
  private final Masker masker;
  private final TokensAtOnce atOnce;

  /**
   * Predicts.
   *
   * @param masker hides the places that a masked language model fills in, or null
   * @param memory that of the model's device
   */
  Predictor(
      ScriptModule script, NDManager root, Encoder encoder, Masker masker, DeviceMemory memory) {
    this.atOnce = new TokensAtOnce("evaluated", memory);
    this.masker = masker;
    this.script = script;
    this.root = root;
    this.encoder = encoder;
  }

  Predictions predict(List<Encoded> inputs) {
    try (LateReadback results = new LateReadback(script, root)) {
      return masker == null ? classify(inputs, results) : fill(inputs, results);
    }
  }

  /** The hidden places are the same in every evaluation: they follow from the row's number. */
  private Predictions fill(List<Encoded> inputs, LateReadback results) {
    float[][][] outcomes = new float[inputs.size()][][];
    for (int from = 0; from < outcomes.length; ) {
      List<Masked> rows = new ArrayList<>();
      int most = 0;
      for (int i = from; i < outcomes.length; i++) {
        most = Math.max(most, inputs.get(i).length());
        if (!rows.isEmpty() && (rows.size() + 1) * most > atOnce.most()) {
          break;
        }
        rows.add(masker.mask(inputs.get(i), EVALUATION, i));
      }
      NDArray result;
      try {
        result = outcomes(rows, results.owner());
      } catch (RuntimeException e) {
        atOnce.halve(rows.size(), longest(rows), e);
        continue;
      }
      int first = from;
      results.add(result, flat -> spread(flat, rows, first, outcomes));
      from += rows.size();
    }
    results.flush();
    return new Predictions(null, outcomes);
  }

  private static int longest(List<Masked> rows) {
    return rows.stream().mapToInt(r -> r.input().length()).max().orElse(1);
  }

  private static void spread(float[] flat, List<Masked> rows, int first, float[][][] outcomes) {
    int next = 0;
    for (int i = 0; i < rows.size(); i++) {
      float[][] own = new float[rows.get(i).places().length][];
      for (int j = 0; j < own.length; j++) {
        own[j] = Arrays.copyOfRange(flat, next, next + 2);
        next += 2;
      }
      outcomes[first + i] = own;
    }
  }

  private NDArray outcomes(List<Masked> rows, NDManager results) {
    int padding = Math.max(0, encoder.config().encoder().padding());
    try (NDManager owner = root.newSubManager()) {
      int[][] ids = rows.stream().map(m -> m.input().ids()).toArray(int[][]::new);
      Inputs inputs = Inputs.of(script, owner, Padded.of(ids, padding));
      HiddenPlaces hidden = HiddenPlaces.of(script, owner, rows, inputs.length());
      NDArray logits = encoder.infer(owner, inputs.at(hidden.places())).logits();
      return script.call("masked_outcomes").with(logits).with(hidden.originals()).one(results);
    }
  }

  private Predictions classify(List<Encoded> inputs, LateReadback results) {
    boolean sequences = encoder.config().task() == Task.SEQUENCE_CLASSIFICATION;
    float[][] rows = new float[sequences ? inputs.size() : 0][];
    float[][][] tokens = new float[sequences ? 0 : inputs.size()][][];
    Integer[] order = new Integer[inputs.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -inputs.get(i).length()));
    for (int from = 0; from < order.length; ) {
      int length = inputs.get(order[from]).length();
      int to = Math.min(order.length, from + atOnce.rows(length));
      Integer[] chosen = Arrays.copyOfRange(order, from, to);
      NDArray result;
      try {
        result = probabilities(Arrays.stream(chosen).map(inputs::get).toList(), results.owner());
      } catch (RuntimeException e) {
        atOnce.halve(chosen.length, length, e);
        continue;
      }
      if (sequences) {
        results.add(result, flat -> spread(flat, chosen, rows));
      } else {
        results.add(result, flat -> spread(flat, chosen, inputs, tokens));
      }
      from = to;
    }
    results.flush();
    return new Predictions(sequences ? rows : null, sequences ? null : tokens);
  }

  private NDArray probabilities(List<Encoded> texts, NDManager results) {
    int padding = Math.max(0, encoder.config().encoder().padding());
    try (NDManager owner = root.newSubManager()) {
      int[][] ids = texts.stream().map(Encoded::ids).toArray(int[][]::new);
      Inputs inputs = Inputs.of(script, owner, Padded.of(ids, padding));
      NDArray logits = encoder.infer(owner, inputs).logits();
      return script.call("probabilities").with(logits).one(results);
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
