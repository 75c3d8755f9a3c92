package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.engine.Encoded;
import governance.engine.TrainingData;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The rows of one split as the model reads them.
 *
 * @param data the rows after all transforms
 * @param inputs what the model reads
 * @param texts the same as texts
 * @param labels class of each row, or null for token classification
 * @param tags class of each word of each row, or null for sequence classification
 * @param pieceLabels class of each piece of each row, -100 for none, or null for sequence
 *     classification
 */
public record ModelRows(
    Dataset data,
    List<Encoded> inputs,
    List<String> texts,
    int[] labels,
    int[][] tags,
    int[][] pieceLabels) {

  /** Returns the number of rows. */
  public int size() {
    return data.size();
  }

  /** Returns the rows at the given positions, in that order. */
  public ModelRows select(int[] rows) {
    return new ModelRows(
        data.select(rows),
        Arrays.stream(rows).mapToObj(inputs::get).toList(),
        Arrays.stream(rows).mapToObj(texts::get).toList(),
        labels == null ? null : Arrays.stream(rows).map(row -> labels[row]).toArray(),
        tags == null ? null : select(tags, rows),
        pieceLabels == null ? null : select(pieceLabels, rows));
  }

  private static int[][] select(int[][] all, int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> all[row]).toArray(int[][]::new);
  }

  /** Returns the values of every column but lists of words, as texts; null where missing. */
  public Map<String, List<String>> columns() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Column c : data.schema().columns()) {
      if (c.type() != ValueType.WORDS) {
        all.put(c.name(), new TextColumn(data.values(c.name())));
      }
    }
    return all;
  }

  /** Returns where the values of every numeric column come from; NaN where missing. */
  public Map<String, Supplier<double[]>> numericColumns() {
    Map<String, Supplier<double[]>> all = new LinkedHashMap<>();
    for (Column c : data.schema().columns()) {
      if (c.type() == ValueType.NUMBER) {
        all.put(c.name(), () -> data.numbers(c.name()));
      }
    }
    return all;
  }

  /** The values of a column, turned into texts when they are asked for. */
  private static final class TextColumn extends AbstractList<String> {
    private final List<?> values;

    TextColumn(List<?> values) {
      this.values = values;
    }

    @Override
    public String get(int row) {
      return Typing.text(values.get(row));
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Returns the names of the protected columns. */
  public List<String> protectedColumns() {
    return data.schema().with(Role.PROTECTED).stream().map(Column::name).toList();
  }

  /** Returns the groups by each protected column, in alphabetical order of the groups. */
  public Map<String, Groups> groups() {
    Map<String, Groups> all = new LinkedHashMap<>();
    for (String column : protectedColumns()) {
      List<?> values = data.values(column);
      List<String> names =
          values.stream()
              .filter(Objects::nonNull)
              .map(Object::toString)
              .distinct()
              .sorted()
              .toList();
      int[] index =
          values.stream().mapToInt(v -> v == null ? -1 : names.indexOf(v.toString())).toArray();
      all.put(column, new Groups(names, index));
    }
    return all;
  }

  /** Returns the weight of each row, or null when there are none. */
  public double[] weights() {
    return data.schema()
        .first(Role.WEIGHT)
        .map(c -> data.values(c.name()).stream().mapToDouble(v -> (Double) v).toArray())
        .orElse(null);
  }

  /** Returns these rows for training. */
  TrainingData training(int favourable) {
    return new TrainingData(
        inputs, labels, pieceLabels, weights(), texts, content(), groups(), numbers(), favourable);
  }

  /**
   * Returns a key for each row; rows have equal keys if and only if they are equal in everything
   * that the model may read but the protected attributes.
   */
  int[] content() {
    Map<Object, Integer> keys = new HashMap<>();
    List<String> readable =
        data.schema().columns().stream()
            .filter(c -> c.name().endsWith(ProtectedColumns.READ))
            .map(Column::name)
            .toList();
    int[] content = new int[size()];
    Arrays.setAll(
        content, row -> key(keys, readable.isEmpty() ? texts.get(row) : unprotected(row)));
    return content;
  }

  private static int key(Map<Object, Integer> keys, Object content) {
    int next = keys.size();
    Integer known = keys.putIfAbsent(content, next);
    return known == null ? next : known;
  }

  /**
   * Where the model reads protected attributes, its text cannot be the key: the other fields are.
   */
  private List<Object> unprotected(int row) {
    List<Object> values = new ArrayList<>();
    for (Column c : data.schema().with(Role.FEATURE)) {
      if (!c.name().endsWith(ProtectedColumns.READ)) {
        values.add(data.values(c.name()).get(row));
      }
    }
    return values;
  }

  private Map<String, double[]> numbers() {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (Column c : data.schema().columns()) {
      if (c.type() == ValueType.NUMBER && c.role() != Role.IGNORED) {
        numbers.put(
            c.name(), data.values(c.name()).stream().mapToDouble(v -> (Double) v).toArray());
      }
    }
    return numbers;
  }
}
