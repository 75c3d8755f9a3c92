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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A factor for the weight of each combination of group and class, learnt from the training split.
 */
final class CellWeights implements FittedTransform {
  private final List<String> columns;
  private final String label;
  private final String weightColumn;
  private final Map<List<String>, Double> factors = new HashMap<>();
  private final String state;

  /**
   * Keeps the factors.
   *
   * @param factors for each group and class of {@code cells}; NaN where there is no row
   * @param heading what else was learnt, in lines that precede the factors
   */
  CellWeights(
      Cells cells,
      List<String> columns,
      String label,
      String weightColumn,
      double[][] factors,
      String heading) {
    this.columns = columns;
    this.label = label;
    this.weightColumn = weightColumn;
    StringBuilder text = new StringBuilder(heading);
    for (int g = 0; g < cells.groups(); g++) {
      for (int c = 0; c < cells.classes().size(); c++) {
        if (!Double.isNaN(factors[g][c])) {
          this.factors.put(cells.key(g, c), factors[g][c]);
          text.append(cells.name(g, c)).append(": ").append(factors[g][c]).append('\n');
        }
      }
    }
    this.state = text.toString();
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    if (split != Split.TRAIN) {
      return new TransformResult(data, List.of());
    }
    boolean present = data.schema().indexOf(weightColumn) >= 0;
    Cells cells = new Cells(data, columns, label);
    double[] given = data.weights(weightColumn);
    List<Double> weights = new ArrayList<>(given.length);
    long changed = 0;
    for (int row = 0; row < given.length; row++) {
      double factor = factor(cells, row);
      weights.add(given[row] * factor);
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

  private double factor(Cells cells, int row) {
    return cells.group(row) < 0
        ? 1
        : factors.getOrDefault(cells.key(cells.group(row), cells.classOf(row)), 1.0);
  }

  @Override
  public String state() {
    return state;
  }
}
