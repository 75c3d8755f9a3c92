package plugins.fairness.internal.transform;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The factor of each combination of group and label, learnt from the training split. */
final class FittedReweighing implements FittedTransform {
  private final List<String> columns;
  private final String label;
  private final String weightColumn;
  private final Map<List<String>, Double> factors = new TreeMap<>(FittedReweighing::compare);

  private FittedReweighing(List<String> columns, String label, String weightColumn) {
    this.columns = columns;
    this.label = label;
    this.weightColumn = weightColumn;
  }

  /** Learns the factors; rows that lack a value or the label take no part. */
  static FittedReweighing fit(
      Dataset training, List<String> columns, String label, String weightColumn) {
    FittedReweighing fitted = new FittedReweighing(columns, label, weightColumn);
    Map<List<String>, Double> cells = new TreeMap<>(FittedReweighing::compare);
    Map<List<String>, Double> groups = new TreeMap<>(FittedReweighing::compare);
    Map<String, Double> labels = new TreeMap<>();
    double total = 0;
    for (int row = 0; row < training.size(); row++) {
      List<String> cell = fitted.cell(training, row);
      double weight = fitted.weight(training, row);
      if (cell != null && weight > 0) {
        cells.merge(cell, weight, Double::sum);
        groups.merge(cell.subList(0, columns.size()), weight, Double::sum);
        labels.merge(cell.get(columns.size()), weight, Double::sum);
        total += weight;
      }
    }
    for (Map.Entry<List<String>, Double> each : cells.entrySet()) {
      List<String> cell = each.getKey();
      double group = groups.get(cell.subList(0, columns.size()));
      double ofLabel = labels.get(cell.get(columns.size()));
      fitted.factors.put(cell, group * ofLabel / (total * each.getValue()));
    }
    return fitted;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    if (split != Split.TRAIN) {
      return new TransformResult(data, List.of());
    }
    boolean present = data.schema().indexOf(weightColumn) >= 0;
    List<Double> weights = new ArrayList<>(data.size());
    long changed = 0;
    for (int row = 0; row < data.size(); row++) {
      List<String> cell = cell(data, row);
      double factor = cell == null ? 1 : factors.getOrDefault(cell, 1.0);
      double weight = weight(data, row);
      weights.add(weight * factor);
      changed += factor == 1 ? 0 : 1;
    }
    if (present && changed == 0) {
      return new TransformResult(data, List.of());
    }
    Dataset weighed = data.with(new Column(weightColumn, ValueType.NUMBER, Role.WEIGHT), weights);
    Change change =
        present
            ? new Change(ChangeType.ALTERED, "values of column " + weightColumn, changed)
            : new Change(ChangeType.ADDED, "column " + weightColumn, 1);
    return new TransformResult(weighed, List.of(change));
  }

  @Override
  public String state() {
    StringBuilder text = new StringBuilder();
    factors.forEach(
        (cell, factor) -> {
          for (int i = 0; i < columns.size(); i++) {
            text.append(columns.get(i)).append('=').append(cell.get(i)).append(", ");
          }
          text.append(label).append('=').append(cell.get(columns.size()));
          text.append(": ").append(factor).append('\n');
        });
    return text.toString();
  }

  /**
   * Returns the values of the protected columns and the label of a row, or null when one is
   * missing.
   */
  private List<String> cell(Dataset data, int row) {
    List<String> cell = new ArrayList<>(columns.size() + 1);
    for (String column : columns) {
      cell.add(value(data, column, row));
    }
    cell.add(value(data, label, row));
    return cell.stream().allMatch(Objects::nonNull) ? cell : null;
  }

  private static String value(Dataset data, String column, int row) {
    Object value = data.values(column).get(row);
    return value == null || value.equals(Double.NaN) ? null : value.toString();
  }

  /** A weight that is missing counts as 1. */
  private double weight(Dataset data, int row) {
    if (data.schema().indexOf(weightColumn) < 0) {
      return 1;
    }
    double weight = data.number(weightColumn, row);
    return Double.isNaN(weight) ? 1 : weight;
  }

  private static int compare(List<String> first, List<String> second) {
    for (int i = 0; i < first.size(); i++) {
      int order = first.get(i).compareTo(second.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
