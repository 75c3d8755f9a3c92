package plugins.data.internal.rowtext;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the learnt fields, then the texts, of each row into one column. */
final class FittedRowText implements FittedTransform {
  private final List<Field> fields;
  private final List<String> texts;
  private final String column;
  private final String missing;
  private final int copies;
  private final long seed;

  /**
   * Keeps what was learnt.
   *
   * @param copies how often each training row comes again, with its fields in random order
   * @param seed what the orders depend on
   */
  FittedRowText(
      List<Field> fields,
      List<String> texts,
      String column,
      String missing,
      int copies,
      long seed) {
    this.fields = fields;
    this.texts = texts;
    this.column = column;
    this.missing = missing;
    this.copies = copies;
    this.seed = seed;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    int more = split == Split.TRAIN ? copies : 0;
    List<Change> changes = new ArrayList<>();
    List<String> written = new ArrayList<>(data.size() * (1 + more));
    for (int row = 0; row < data.size(); row++) {
      written.add(String.join(", ", parts(data, row)));
    }
    Dataset result = data;
    if (more > 0) {
      written.addAll(shuffled(data, more));
      int size = data.size();
      result = data.select(IntStream.range(0, size * (1 + more)).map(i -> i % size).toArray());
      changes.add(
          new Change(ChangeType.ADDED, "rows with their fields in another order", size * more));
    }
    for (String text : texts) {
      Column read = result.schema().columns().get(result.schema().indexOf(text));
      result = result.with(read.as(Role.IGNORED), result.values(text));
    }
    result = result.with(new Column(column, ValueType.STRING, Role.TEXT), written);
    changes.add(new Change(ChangeType.ADDED, "column " + column, result.size()));
    return new TransformResult(result, changes);
  }

  /** Each row's orders are drawn from a generator of its own, so that other rows do not matter. */
  private List<String> shuffled(Dataset data, int more) {
    List<String> texts = new ArrayList<>(data.size() * more);
    for (int copy = 1; copy <= more; copy++) {
      for (int row = 0; row < data.size(); row++) {
        List<String> parts = parts(data, row);
        Collections.shuffle(parts, new Random((seed * 31 + copy) * 1_000_003 + row));
        texts.add(String.join(", ", parts));
      }
    }
    return texts;
  }

  private List<String> parts(Dataset data, int row) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields) {
      Object value = data.values(field.column()).get(row);
      parts.add(field.label() + " " + field.text(value, missing));
    }
    for (String text : texts) {
      String value = data.string(text, row);
      parts.add(value == null ? missing : value);
    }
    return parts;
  }

  @Override
  public String state() {
    String learnt = fields.stream().map(Field::state).collect(Collectors.joining("\n"));
    String order = copies == 0 ? "" : "\nshuffled copies " + copies + " seed " + seed;
    return learnt + "\ntexts " + texts + "\nmissing " + missing + order;
  }
}
