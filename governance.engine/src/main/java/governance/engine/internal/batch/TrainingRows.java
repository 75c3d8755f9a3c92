package governance.engine.internal.batch;

import governance.engine.Encoded;
import governance.engine.TrainingData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Some rows of the training data: a batch, or a part of one that is computed at once.
 *
 * @param data all rows
 * @param rows indices of these, at least one
 * @param masked the rows with hidden places, or null where the data has labels
 */
public record TrainingRows(TrainingData data, int[] rows, List<Masked> masked) {
  /** Rows with labels. */
  public TrainingRows(TrainingData data, int[] rows) {
    this(data, rows, null);
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.length;
  }

  /** Returns the encoded texts. */
  public List<Encoded> texts() {
    return masked == null
        ? Arrays.stream(rows).mapToObj(data.inputs()::get).toList()
        : masked.stream().map(Masked::input).toList();
  }

  /** Returns the texts as they were before encoding. */
  public List<String> plain() {
    return Arrays.stream(rows).mapToObj(data.texts()::get).toList();
  }

  /** Returns the number of tokens without padding. */
  public long tokens() {
    return Arrays.stream(rows).mapToLong(i -> data.inputs().get(i).length()).sum();
  }

  /** Returns the padded length. */
  public int length() {
    return Arrays.stream(rows).map(i -> data.inputs().get(i).length()).max().orElse(0);
  }

  /** Returns the number of labels: rows, labelled tokens, or hidden places. */
  public long labelled() {
    return IntStream.range(0, rows.length).mapToLong(this::labelled).sum();
  }

  /** Returns the number of labels of one of the rows, counted from 0 among these. */
  public long labelled(int index) {
    if (masked != null) {
      return masked.get(index).places().length;
    }
    return data.tokenLabels() == null
        ? 1
        : Arrays.stream(data.tokenLabels()[rows[index]]).filter(v -> v >= 0).count();
  }

  /** Returns the labels, [B] or [B, T] padded with -100, in row-major order. */
  public long[] labels() {
    if (data.tokenLabels() == null) {
      return Arrays.stream(rows).mapToLong(i -> data.labels()[i]).toArray();
    }
    int length = length();
    long[] flat = new long[rows.length * length];
    Arrays.fill(flat, -100);
    for (int i = 0; i < rows.length; i++) {
      int[] own = data.tokenLabels()[rows[i]];
      for (int j = 0; j < own.length; j++) {
        flat[i * length + j] = own[j];
      }
    }
    return flat;
  }

  /** Returns the rows' weights, ones where there are none. */
  public float[] weights() {
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = data.weights() == null ? 1 : (float) data.weights()[rows[i]];
    }
    return weights;
  }

  /** Returns content keys counted from 0 within these rows, so that every one is exact. */
  public float[] content() {
    Map<Integer, Integer> numbers = new HashMap<>();
    float[] keys = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      keys[i] = numbers.computeIfAbsent(data.content()[rows[i]], k -> numbers.size());
    }
    return keys;
  }

  /** Returns a numeric column. */
  public float[] column(double[] all) {
    float[] values = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = (float) all[rows[i]];
    }
    return values;
  }

  /** Returns these rows in parts of at most {@code most} rows; 0 for one part. */
  public List<TrainingRows> parts(int most) {
    if (most <= 0 || most >= rows.length) {
      return List.of(this);
    }
    int count = (rows.length + most - 1) / most;
    TrainingRows[] parts = new TrainingRows[count];
    Arrays.setAll(
        parts,
        i -> {
          int to = Math.min(rows.length, (i + 1) * most);
          List<Masked> own = masked == null ? null : masked.subList(i * most, to);
          return new TrainingRows(data, Arrays.copyOfRange(rows, i * most, to), own);
        });
    return List.of(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingRows r && data == r.data && Arrays.equals(rows, r.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }
}
