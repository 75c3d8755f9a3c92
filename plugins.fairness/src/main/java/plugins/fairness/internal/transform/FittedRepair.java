package plugins.fairness.internal.transform;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The distributions of numeric columns in each group, learnt from the training split. */
final class FittedRepair implements FittedTransform {
  private final List<String> columns;
  private final double level;
  private final boolean combinatorial;
  private final Map<String, Repaired> repaired = new TreeMap<>();
  private final String state;

  /**
   * One column.
   *
   * @param groups the distribution of each group that is large enough
   * @param all the distribution of all rows
   */
  private record Repaired(Map<String, Distribution> groups, Distribution all) {
    /** The median of the groups' values at a quantile; of two in the middle the lower. */
    double median(double quantile) {
      double[] values =
          groups.values().stream().mapToDouble(d -> d.at(quantile)).sorted().toArray();
      return values.length == 0 ? all.at(quantile) : values[(values.length - 1) / 2];
    }
  }

  FittedRepair(
      Dataset training,
      List<String> columns,
      List<String> numbers,
      double level,
      boolean combinatorial,
      int minimumGroup) {
    this.columns = columns;
    this.level = level;
    this.combinatorial = combinatorial;
    List<String> groups = groups(training);
    StringBuilder text =
        new StringBuilder("level " + level + (combinatorial ? " of ranks\n" : "\n"));
    for (String number : numbers) {
      Map<String, List<Double>> values = new TreeMap<>();
      List<Double> all = new ArrayList<>();
      for (int row = 0; row < training.size(); row++) {
        double value = training.number(number, row);
        if (!Double.isNaN(value)) {
          all.add(value);
          if (groups.get(row) != null) {
            values.computeIfAbsent(groups.get(row), g -> new ArrayList<>()).add(value);
          }
        }
      }
      Map<String, Distribution> large = new TreeMap<>();
      for (Map.Entry<String, List<Double>> each : values.entrySet()) {
        text.append(number + ", " + each.getKey() + ": ");
        if (each.getValue().size() >= minimumGroup) {
          large.put(each.getKey(), new Distribution(each.getValue()));
          text.append(large.get(each.getKey()).quartiles()).append('\n');
        } else {
          text.append("too few values (" + each.getValue().size() + "), moved as all rows\n");
        }
      }
      if (!all.isEmpty()) {
        repaired.put(number, new Repaired(large, new Distribution(all)));
      }
    }
    this.state = text.toString();
  }

  private List<String> groups(Dataset data) {
    List<String> groups = new ArrayList<>(data.size());
    for (int row = 0; row < data.size(); row++) {
      StringBuilder name = new StringBuilder();
      for (String column : columns) {
        Object value = data.values(column).get(row);
        boolean missing = value == null || value.equals(Double.NaN) || name == null;
        name = missing ? null : name.append(name.length() == 0 ? "" : ", ");
        name = missing ? null : name.append(column).append('=').append(value);
      }
      groups.add(name == null ? null : name.toString());
    }
    return groups;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    if (level == 0) {
      return new TransformResult(data, List.of());
    }
    List<String> groups = groups(data);
    Dataset result = data;
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<String, Repaired> each : repaired.entrySet()) {
      Column column = data.schema().columns().get(data.schema().indexOf(each.getKey()));
      List<Double> values = new ArrayList<>(data.size());
      long changed = 0;
      for (int row = 0; row < data.size(); row++) {
        double before = data.number(column.name(), row);
        double after = Double.isNaN(before) ? before : moved(each.getValue(), groups, row, before);
        values.add(after);
        changed += Double.compare(before, after) == 0 ? 0 : 1;
      }
      if (changed > 0) {
        result = result.with(column, values);
        changes.add(new Change(ChangeType.ALTERED, "values of column " + column.name(), changed));
      }
    }
    return new TransformResult(result, changes);
  }

  private double moved(Repaired column, List<String> groups, int row, double value) {
    String group = groups.get(row);
    Distribution own = group == null ? null : column.groups().get(group);
    double median = column.median((own == null ? column.all() : own).quantile(value));
    if (!combinatorial) {
      return (1 - level) * value + level * median;
    }
    long from = column.all().rank(value);
    return column
        .all()
        .distinct(from + (long) Math.rint((column.all().rank(median) - from) * level));
  }

  @Override
  public String state() {
    return state;
  }
}
