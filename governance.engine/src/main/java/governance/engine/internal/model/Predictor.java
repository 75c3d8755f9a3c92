package governance.engine.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.batch.Masker;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.script.OutOfMemory;
import governance.engine.internal.script.ScriptCall;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Probabilities of many texts: rows of like length are computed together, without gradients. */
final class Predictor {
  private static final System.Logger LOG = System.getLogger(Predictor.class.getName());

  /** Tokens computed at once, padding included: bounds memory for long texts. */
  private static final int TOKENS = 8192;

  /** Seed of the places that are hidden in evaluations. */
  private static final long EVALUATION = 0x6d61736b;

  private final ScriptModule script;
  private final NDManager root;
  private final Encoder encoder;
  private final Masker masker;
  private int atOnce = TOKENS;

  /** Predicts; {@code masker} hides the places that a masked language model fills in, or null. */
  Predictor(ScriptModule script, NDManager root, Encoder encoder, Masker masker) {
    this.masker = masker;
    this.script = script;
    this.root = root;
    this.encoder = encoder;
  }

  /**
   * Takes half of the rows of a batch because memory ran out.
   *
   * @throws GovernanceException if there is one row only
   */
  private void halve(int rows, int length, RuntimeException e) {
    if (!OutOfMemory.is(e)) {
      throw e;
    }
    if (rows == 1) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              "memory",
              "ran out while one text of " + length + " tokens was evaluated",
              "",
              "Free memory, or choose a smaller train.maxLength or model"),
          e);
    }
    atOnce = (rows + 1) / 2 * length;
    LOG.log(
        System.Logger.Level.WARNING,
        "memory ran out while {0} rows of {1} tokens were evaluated; half as many are tried",
        rows,
        length);
  }

  Predictions predict(List<Encoded> inputs) {
    return masker == null ? classify(inputs) : fill(inputs);
  }

  /** The hidden places are the same in every evaluation: they follow from the row's number. */
  private Predictions fill(List<Encoded> inputs) {
    float[][][] outcomes = new float[inputs.size()][][];
    for (int from = 0; from < outcomes.length; ) {
      List<Masked> rows = new ArrayList<>();
      int most = 0;
      for (int i = from; i < outcomes.length; i++) {
        most = Math.max(most, inputs.get(i).length());
        if (!rows.isEmpty() && (rows.size() + 1) * most > atOnce) {
          break;
        }
        rows.add(masker.mask(inputs.get(i), EVALUATION, i));
      }
      float[] flat;
      try {
        flat = outcomes(rows);
      } catch (RuntimeException e) {
        halve(rows.size(), rows.stream().mapToInt(r -> r.input().length()).max().orElse(1), e);
        continue;
      }
      int next = 0;
      for (int i = 0; i < rows.size(); i++) {
        float[][] own = new float[rows.get(i).places().length][];
        for (int j = 0; j < own.length; j++) {
          own[j] = Arrays.copyOfRange(flat, next, next + 2);
          next += 2;
        }
        outcomes[from + i] = own;
      }
      from += rows.size();
    }
    return new Predictions(null, outcomes);
  }

  private float[] outcomes(List<Masked> rows) {
    int padding = Math.max(0, encoder.config().encoder().padding());
    try (NDManager owner = root.newSubManager()) {
      int[][] ids = rows.stream().map(m -> m.input().ids()).toArray(int[][]::new);
      Inputs inputs = Inputs.of(owner, ids, padding);
      HiddenPlaces hidden = HiddenPlaces.of(owner, rows, inputs.length());
      NDArray logits = encoder.infer(owner, inputs.at(hidden.places())).logits();
      ScriptCall call = script.call("masked_outcomes").with(logits).with(hidden.originals());
      return Readback.floats(call.one(owner));
    }
  }

  private Predictions classify(List<Encoded> inputs) {
    boolean sequences = encoder.config().task() == Task.SEQUENCE_CLASSIFICATION;
    float[][] rows = new float[sequences ? inputs.size() : 0][];
    float[][][] tokens = new float[sequences ? 0 : inputs.size()][][];
    Integer[] order = new Integer[inputs.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -inputs.get(i).length()));
    for (int from = 0; from < order.length; ) {
      int rowsAtOnce = Math.max(1, atOnce / Math.max(1, inputs.get(order[from]).length()));
      int to = Math.min(order.length, from + rowsAtOnce);
      Integer[] chosen = Arrays.copyOfRange(order, from, to);
      float[] flat;
      try {
        flat = probabilities(Arrays.stream(chosen).map(inputs::get).toList());
      } catch (RuntimeException e) {
        halve(chosen.length, inputs.get(chosen[0]).length(), e);
        continue;
      }
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
      return Readback.floats(script.call("probabilities").with(logits).one(owner));
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
