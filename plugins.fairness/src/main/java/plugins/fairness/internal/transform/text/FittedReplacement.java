package plugins.fairness.internal.transform.text;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes texts in place.
 *
 * @param columns the columns
 * @param change what is done to a text
 * @param everywhere whether validation and test rows are changed as well
 * @param state what the change rests on
 */
record FittedReplacement(
    List<String> columns, UnaryOperator<String> change, boolean everywhere, String state)
    implements FittedTransform {
  @Override
  public TransformResult apply(Dataset data, Split split) {
    Dataset result = data;
    List<Change> changes = new ArrayList<>();
    if (split != Split.TRAIN && !everywhere) {
      return new TransformResult(data, changes);
    }
    for (String name : columns) {
      Column column = data.schema().columns().get(data.schema().indexOf(name));
      List<Object> values = new ArrayList<>(data.size());
      long changed = 0;
      for (int row = 0; row < data.size(); row++) {
        Object value = TextColumns.changed(data, name, row, change);
        values.add(value);
        changed += value == data.values(name).get(row) ? 0 : 1;
      }
      if (changed > 0) {
        result = result.with(column, values);
        changes.add(new Change(ChangeType.ALTERED, "values of column " + name, changed));
      }
    }
    return new TransformResult(result, changes);
  }
}
