package governance.engine.internal.session;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.engine.TrainingData;
import governance.engine.internal.batch.EncodedBatch;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.memory.Packer;
import governance.engine.internal.nn.Padded;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a part of a batch that the encoder, the loss and penalties may ask for, as Java
 * arrays. Names are those under which they are sent to a device.
 */
record PartNumbers(SessionSetup setup, TrainingRows rows) {
  static final String IDS = "ids";
  static final String BIAS = "bias";
  static final String MASK = "mask";
  static final String LABELS = "labels";
  static final String LABEL_VALUES = "label values";
  static final String WEIGHTS = "weights";
  static final String FACTORS = "factors";
  static final String CONTENT = "content";
  static final String COLUMN = "column ";
  static final String MEMBERSHIP = "in ";
  static final String ANSWERS = "answers ";

  /** Names of what {@link HiddenPlaces#numbers} returns. */
  static final List<String> HIDDEN = List.of("places", "originals", "owner");

  /** Stands for a probability of 0, whose logarithm is not finite. */
  private static final double LEAST = 1e-12;

  /** Values in row-major order. */
  record Floats(float[] values, long... shape) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Floats f && Arrays.equals(values, f.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  Padded padded() {
    return EncodedBatch.padded(rows.texts(), padding());
  }

  int padding() {
    return Math.max(0, setup.encoder().config().encoder().padding());
  }

  /** The labels as the loss reads them, [B] or [B, T]; not for hidden places. */
  long[] labels() {
    return rows.labels();
  }

  /** The shape of the labels, those of hidden places included. */
  long[] labelShape(int count) {
    return rows.masked() != null || rows.data().tokenLabels() == null
        ? new long[] {count}
        : new long[] {rows.size(), rows.length()};
  }

  /** The labels as penalties read them; of hidden places what stood there. */
  Floats labelValues() {
    long[] flat = rows.masked() == null ? labels() : originals(rows.masked());
    float[] narrow = new float[flat.length];
    for (int i = 0; i < flat.length; i++) {
      narrow[i] = flat[i];
    }
    return new Floats(narrow, labelShape(flat.length));
  }

  private static long[] originals(List<Masked> rows) {
    return rows.stream().flatMapToInt(r -> Arrays.stream(r.originals())).asLongStream().toArray();
  }

  Floats weights() {
    return new Floats(rows.weights(), rows.size());
  }

  /** What the sum of each row's loss is multiplied by to be the loss of the row alone. */
  Floats factors() {
    float[] factors = rows.weights();
    for (int i = 0; i < factors.length; i++) {
      factors[i] /= Math.max(1, rows.labelled(i));
    }
    return new Floats(factors, rows.size());
  }

  Floats content() {
    return new Floats(rows.content(), rows.size());
  }

  Floats column(double[] all) {
    return new Floats(rows.column(all), rows.size());
  }

  /** 1 where a row is in a group, [B, groups]. */
  Floats membership(Groups groups) {
    int count = groups.names().size();
    float[] flat = new float[rows.size() * count];
    for (int i = 0; i < rows.size(); i++) {
      int group = groups.index()[rows.rows()[i]];
      if (group >= 0) {
        flat[i * count + group] = 1;
      }
    }
    return new Floats(flat, rows.size(), count);
  }

  /** The logarithms of what a party answered, which are logits of the same probabilities. */
  Floats answers(PartyEncoder party) {
    int classes = setup.encoder().config().labels().size();
    float[] flat = new float[rows.size() * classes];
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < classes; c++) {
        double probability = party.answers()[rows.rows()[i]][c];
        flat[i * classes + c] = (float) Math.log(Math.max(probability, LEAST));
      }
    }
    return new Floats(flat, rows.size(), classes);
  }

  /** Packs all that may be asked for. */
  void pack(Packer packer, Padded padded) {
    long b = padded.rows();
    long t = padded.length();
    packer.longs(IDS, padded.ids(), b, t);
    packer.floats(BIAS, padded.bias(), padded.biasShape());
    packer.floats(MASK, padded.mask(), b, t);
    if (rows.masked() == null) {
      long[] labels = labels();
      packer.longs(LABELS, labels, labelShape(labels.length));
    } else {
      long[][] hidden = HiddenPlaces.numbers(rows.masked(), padded.length());
      for (int i = 0; i < hidden.length; i++) {
        packer.longs(HIDDEN.get(i), hidden[i], hidden[i].length);
      }
    }
    put(packer, LABEL_VALUES, labelValues());
    put(packer, WEIGHTS, weights());
    put(packer, FACTORS, factors());
    packColumns(packer, rows.data());
  }

  private void packColumns(Packer packer, TrainingData data) {
    if (setup.terms().isEmpty()) {
      return;
    }
    if (data.content() != null) {
      put(packer, CONTENT, content());
    }
    data.groups().forEach((name, groups) -> put(packer, MEMBERSHIP + name, membership(groups)));
    data.numbers().forEach((name, all) -> put(packer, COLUMN + name, column(all)));
    for (PartyEncoder party : setup.parties()) {
      if (party.answers() != null) {
        put(packer, ANSWERS + party.name(), answers(party));
      }
    }
  }

  private static void put(Packer packer, String name, Floats floats) {
    packer.floats(name, floats.values(), floats.shape());
  }
}
