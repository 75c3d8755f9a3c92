package plugins.data.internal.balance;

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
import java.util.TreeMap;

/** The factor of each class, learnt from the training split. */
final class FittedClassWeights implements FittedTransform {
  private final String label;
  private final String weightColumn;
  private final Map<String, Double> factors;

  private FittedClassWeights(String label, String weightColumn, Map<String, Double> factors) {
    this.label = label;
    this.weightColumn = weightColumn;
    this.factors = factors;
  }

  /** Learns the factors; rows without a label take no part. */
  static FittedClassWeights fit(
      Dataset training, String label, String weightColumn, Map<String, Double> costs) {
    double[] given = training.weights(weightColumn);
    Map<String, Double> totals = new TreeMap<>();
    for (int row = 0; row < training.size(); row++) {
      String name = training.string(label, row);
      if (name != null) {
        totals.merge(name, given[row], Double::sum);
      }
    }
    Costs.check(costs, totals);
    Map<String, Double> factors = new TreeMap<>();
    double before = 0;
    double after = 0;
    for (Map.Entry<String, Double> each : totals.entrySet()) {
      double total = each.getValue();
      double factor = costs.isEmpty() ? 1 / total : costs.getOrDefault(each.getKey(), 1.0);
      factors.put(each.getKey(), total > 0 ? factor : 1);
      before += total;
      after += total > 0 ? factor * total : 0;
    }
    double scale = after > 0 ? before / after : 1;
    factors.replaceAll((name, factor) -> factor * scale);
    return new FittedClassWeights(label, weightColumn, factors);
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    boolean neutral = factors.values().stream().allMatch(factor -> factor == 1);
    if (split != Split.TRAIN || data.size() == 0 || neutral) {
      return new TransformResult(data, List.of());
    }
    double[] given = data.weights(weightColumn);
    List<Double> weights = new ArrayList<>(data.size());
    long changed = 0;
    for (int row = 0; row < data.size(); row++) {
      String name = data.string(label, row);
      double factor = name == null ? 1 : factors.getOrDefault(name, 1.0);
      weights.add(given[row] * factor);
      changed += factor == 1 ? 0 : 1;
    }
    boolean present = data.schema().indexOf(weightColumn) >= 0;
    if (present && changed == 0) {
      return new TransformResult(data, List.of());
    }
    Change change =
        present
            ? new Change(ChangeType.ALTERED, "values of column " + weightColumn, changed)
            : new Change(ChangeType.ADDED, "column " + weightColumn, 1);
    Column column = new Column(weightColumn, ValueType.NUMBER, Role.WEIGHT);
    return new TransformResult(data.with(column, weights), List.of(change));
  }

  @Override
  public String state() {
    StringBuilder text = new StringBuilder();
    factors.forEach((name, factor) -> text.append(name + ": " + factor + '\n'));
    return text.toString();
  }
}
