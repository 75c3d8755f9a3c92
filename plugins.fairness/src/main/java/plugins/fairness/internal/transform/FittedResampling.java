package plugins.fairness.internal.transform;

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

/** The sizes of groups and classes, learnt from the training split, and the order of their rows. */
final class FittedResampling implements FittedTransform {
  /** Changes of more groups and classes than this are told in sum. */
  private static final int MOST_TOLD = 24;

  private final List<String> columns;
  private final String label;
  private final RowOrder order;
  private final Map<List<String>, Integer> sizes = new HashMap<>();
  private final String state;

  FittedResampling(
      Cells cells, List<String> columns, String label, CellSizes found, RowOrder order) {
    this.columns = columns;
    this.label = label;
    this.order = order;
    StringBuilder text = new StringBuilder(order.state()).append('\n');
    for (int g = 0; g < cells.groups(); g++) {
      for (int c = 0; c < cells.classes().size(); c++) {
        int after = found.after()[g][c];
        sizes.put(cells.key(g, c), after);
        text.append(cells.name(g, c)).append(": ").append(found.before()[g][c]);
        text.append(" -> ").append(after);
        if (found.before()[g][c] == 0) {
          text.append(", no row to repeat");
        } else if (after != found.wanted()[g][c]) {
          text.append(", wanted ").append(found.wanted()[g][c]);
        }
        text.append('\n');
      }
    }
    this.state = text.toString();
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    if (split != Split.TRAIN) {
      return new TransformResult(data, List.of());
    }
    Cells cells = new Cells(data, columns, label);
    int[] times = IntStream.range(0, data.size()).map(row -> 1).toArray();
    List<Change> added = new ArrayList<>();
    List<Change> removed = new ArrayList<>();
    int classes = cells.classes().size();
    for (List<Integer> rows : members(cells)) {
      int g = cells.group(rows.get(0));
      int c = cells.classOf(rows.get(0));
      int size = sizes.getOrDefault(cells.key(g, c), rows.size());
      if (size != rows.size()) {
        choose(order.sorted(data, cells, rows, g * classes + c), size, times);
        tell(size - rows.size(), "rows of " + cells.name(g, c), added, removed);
      }
    }
    List<Change> changes = new ArrayList<>(told(added));
    changes.addAll(told(removed));
    return changes.isEmpty()
        ? new TransformResult(data, changes)
        : new TransformResult(data.select(chosen(times)), changes);
  }

  private static List<List<Integer>> members(Cells cells) {
    int classes = cells.classes().size();
    List<List<Integer>> members = new ArrayList<>();
    IntStream.range(0, cells.groups() * classes).forEach(i -> members.add(new ArrayList<>()));
    for (int row = 0; row < cells.rows(); row++) {
      if (cells.group(row) >= 0) {
        members.get(cells.group(row) * classes + cells.classOf(row)).add(row);
      }
    }
    return members.stream().filter(rows -> !rows.isEmpty()).toList();
  }

  /**
   * Writes how often each row comes. The first rows go, or come again; when all have come again
   * they begin anew, which is what moving a row and its copy to the end of the list comes to.
   */
  private static void choose(List<Integer> sorted, int size, int[] times) {
    int rows = sorted.size();
    for (int i = 0; i < rows; i++) {
      int rest = i < size % rows ? 1 : 0;
      int kept = i < rows - size ? 0 : 1;
      times[sorted.get(i)] = size > rows ? size / rows + rest : kept;
    }
  }

  private static void tell(int change, String what, List<Change> added, List<Change> removed) {
    if (change > 0) {
      added.add(new Change(ChangeType.ADDED, what, change));
    } else {
      removed.add(new Change(ChangeType.REMOVED, what, -change));
    }
  }

  private static List<Change> told(List<Change> changes) {
    if (changes.size() <= MOST_TOLD) {
      return changes;
    }
    long sum = changes.stream().mapToLong(Change::count).sum();
    String what = "rows of " + changes.size() + " groups and classes";
    return List.of(new Change(changes.get(0).type(), what, sum));
  }

  /** Rows in their order, copies at the end. */
  private static int[] chosen(int[] times) {
    IntStream.Builder rows = IntStream.builder();
    for (int row = 0; row < times.length; row++) {
      if (times[row] > 0) {
        rows.add(row);
      }
    }
    for (int row = 0; row < times.length; row++) {
      for (int copy = 1; copy < times[row]; copy++) {
        rows.add(row);
      }
    }
    return rows.build().toArray();
  }

  @Override
  public String state() {
    return state;
  }
}
