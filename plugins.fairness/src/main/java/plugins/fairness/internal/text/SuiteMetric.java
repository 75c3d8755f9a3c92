package plugins.fairness.internal.text;

import governance.api.Settings;
import governance.api.data.DataFolder;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;

/** A metric over sentences of a file; one that has no figure says why. */
abstract class SuiteMetric implements ModelMetric {
  private final DataFolder data;
  private final Direction direction;

  SuiteMetric(DataFolder data, Direction direction) {
    this.data = data;
    this.direction = direction;
  }

  /** Returns the file that a setting names. */
  final SuiteFile file(String named, String source) throws NotDefinedException {
    return SuiteFile.find(data, named, source);
  }

  final Direction direction() {
    return direction;
  }

  /** Computes the figure. */
  abstract MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException;

  @Override
  public final MetricResult examine(QueryableModel model, EvaluationSet set, Settings settings) {
    try {
      return measure(model, set, settings);
    } catch (NotDefinedException e) {
      return MetricResult.undefined(direction, e.getMessage());
    }
  }
}
