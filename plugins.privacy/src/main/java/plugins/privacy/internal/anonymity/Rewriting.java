package plugins.privacy.internal.anonymity;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Puts labels in the place of quasi-identifiers, and tells what changed. */
final class Rewriting {
  private final List<Change> changes = new ArrayList<>();
  private Dataset data;

  Rewriting(Dataset data) {
    this.data = data;
  }

  /** Writes a column anew; numbers become texts. */
  void column(Column column, List<String> texts) {
    List<?> before = data.values(column.name());
    long changed = 0;
    for (int row = 0; row < texts.size(); row++) {
      changed += texts.get(row).equals(Values.text(before.get(row))) ? 0 : 1;
    }
    boolean number = column.type() == ValueType.NUMBER;
    if (changed == 0 && !number) {
      return;
    }
    List<String> written = new ArrayList<>(texts);
    written.replaceAll(text -> text.isEmpty() ? null : text);
    Column now = data.schema().columns().get(data.schema().indexOf(column.name()));
    data = data.with(new Column(column.name(), ValueType.STRING, now.role()), written);
    if (data.size() > 0) {
      long count = number ? data.size() : changed;
      changes.add(new Change(ChangeType.ALTERED, "values of column " + column.name(), count));
    }
  }

  /** Leaves out training rows. */
  void suppress(Split split, boolean[] suppressed) {
    if (split != Split.TRAIN) {
      return;
    }
    int[] kept = IntStream.range(0, data.size()).filter(row -> !suppressed[row]).toArray();
    if (kept.length < data.size()) {
      changes.add(
          new Change(
              ChangeType.REMOVED,
              "rows that no group of enough rows holds",
              (long) data.size() - kept.length));
      data = data.select(kept);
    }
  }

  TransformResult result() {
    return new TransformResult(data, changes);
  }
}
