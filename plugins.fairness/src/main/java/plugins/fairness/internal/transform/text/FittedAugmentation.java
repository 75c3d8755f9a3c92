package plugins.fairness.internal.transform.text;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Swaps terms of training rows; nothing is learnt from the rows. */
final class FittedAugmentation implements FittedTransform {
  private final List<String> columns;
  private final Swapper swapper;
  private final BoundTexts bound;
  private final ProtectedSwaps protectedSwaps;
  private final RowDraw draw;
  private final boolean augment;
  private final String terms;

  FittedAugmentation(
      List<String> columns,
      Swapper swapper,
      BoundTexts bound,
      ProtectedSwaps protectedSwaps,
      RowDraw draw,
      boolean augment,
      String terms) {
    this.columns = columns;
    this.swapper = swapper;
    this.bound = bound;
    this.protectedSwaps = protectedSwaps;
    this.draw = draw;
    this.augment = augment;
    this.terms = terms;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    if (split != Split.TRAIN) {
      return new TransformResult(data, List.of());
    }
    Map<String, List<Object>> swapped = new HashMap<>();
    columns.forEach(column -> swapped.put(column, new ArrayList<>()));
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      if (swap(data, row, swapped)) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      return new TransformResult(data, List.of());
    }
    return augment ? added(data, rows, swapped) : replaced(data, rows, swapped);
  }

  /** Appends the row's texts after swapping, if any changes and the row is drawn. */
  private boolean swap(Dataset data, int row, Map<String, List<Object>> swapped) {
    StringBuilder all = new StringBuilder();
    columns.forEach(column -> all.append(TextColumns.text(data, column, row)).append('\u0000'));
    String text = all.toString();
    if (!draw.draws(text) || bound.contains(text)) {
      return false;
    }
    List<Object> after = new ArrayList<>();
    boolean changed = false;
    for (String column : columns) {
      Object value = TextColumns.changed(data, column, row, swapper::swapped);
      changed |= value != data.values(column).get(row);
      after.add(value);
    }
    if (changed) {
      for (int i = 0; i < after.size(); i++) {
        swapped.get(columns.get(i)).add(after.get(i));
      }
    }
    return changed;
  }

  private TransformResult added(
      Dataset data, List<Integer> rows, Map<String, List<Object>> swapped) {
    int size = data.size();
    int[] all =
        IntStream.concat(IntStream.range(0, size), rows.stream().mapToInt(i -> i)).toArray();
    Dataset result = data.select(all);
    List<Integer> copies = IntStream.range(size, all.length).boxed().toList();
    result = write(result, copies, swapped);
    Change change =
        new Change(ChangeType.ADDED, "rows with terms swapped in " + columns, rows.size());
    return new TransformResult(result, List.of(change));
  }

  private TransformResult replaced(
      Dataset data, List<Integer> rows, Map<String, List<Object>> swapped) {
    Dataset result = write(data, rows, swapped);
    List<Change> changes = new ArrayList<>();
    for (Column column : result.schema().columns()) {
      long changed = rows.stream().filter(row -> !same(data, result, column.name(), row)).count();
      if (changed > 0) {
        changes.add(new Change(ChangeType.ALTERED, "values of column " + column.name(), changed));
      }
    }
    return new TransformResult(result, changes);
  }

  private static boolean same(Dataset before, Dataset after, String column, int row) {
    Object value = before.values(column).get(row);
    return value == null || value.equals(after.values(column).get(row));
  }

  /** Writes the swapped texts into the rows, and the counterparts of their protected values. */
  private Dataset write(Dataset data, List<Integer> rows, Map<String, List<Object>> swapped) {
    Dataset result = data;
    for (Column column : data.schema().columns()) {
      List<Object> texts = swapped.get(column.name());
      if (texts == null && !protectedSwaps.byColumn().containsKey(column.name())) {
        continue;
      }
      List<Object> values = new ArrayList<>(data.values(column.name()));
      for (int i = 0; i < rows.size(); i++) {
        int row = rows.get(i);
        Object value =
            texts == null ? protectedSwaps.of(column.name(), values.get(row)) : texts.get(i);
        values.set(row, value);
      }
      result = result.with(column, values);
    }
    return result;
  }

  @Override
  public String state() {
    return (augment ? "augment " : "replace ")
        + columns
        + "\n"
        + draw
        + "\nprotected "
        + protectedSwaps.byColumn()
        + "\n"
        + bound.state()
        + "\n"
        + terms;
  }
}
