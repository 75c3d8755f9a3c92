package plugins.fairness.internal.transform;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Weighs training rows so that group and label become independent: P(g) P(y) / P(g, y), where g is
 * the combination of the values of the protected columns. Probabilities are by weight where rows
 * have one, and the factor multiplies it. Source: Kamiran and Calders 2012, doi
 * 10.1007/s10115-011-0463-8, algorithm 3.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = "fairness.reweighing",
    settings = Reweighing.Config.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.SEQUENCE_CLASSIFICATION})
public final class Reweighing implements DatasetTransform {
  private static final String ID = "fairness.reweighing";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Reweighing",
      description = "Weighs training rows so that group and label become independent.")
  @interface Config {
    /** Protected columns; their combinations are the groups. */
    @AttributeDefinition(
        description =
            "Protected columns whose combinations of values are the groups; none for all.")
    String[] columns() default {};

    /** Name of the weight column that is added. */
    @AttributeDefinition(
        description = "Name of the weight column that is added when the data has none.")
    String weightColumn() default "weight";
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    Dataset training = setup.training();
    Schema schema = training.schema();
    String label = Declared.label(schema, ID);
    String weight = schema.weightColumn(config.weightColumn());
    List<String> columns = Declared.columns(schema, config.columns(), ID);
    Cells cells = new Cells(training, columns, label);
    double[][] factors = factors(cells.totals(training.weights(weight)));
    return new CellWeights(cells, columns, label, weight, factors, "");
  }

  /**
   * Returns P(g) P(y) / P(g, y) of each group and class, NaN where there is no weight.
   *
   * @param totals the weight in each group and class
   */
  static double[][] factors(double[][] totals) {
    int classes = totals.length == 0 ? 0 : totals[0].length;
    double[] ofClass = new double[classes];
    double all = 0;
    for (double[] group : totals) {
      for (int c = 0; c < classes; c++) {
        ofClass[c] += group[c];
        all += group[c];
      }
    }
    double[][] factors = new double[totals.length][classes];
    for (int g = 0; g < totals.length; g++) {
      double ofGroup = Arrays.stream(totals[g]).sum();
      for (int c = 0; c < classes; c++) {
        double both = totals[g][c];
        factors[g][c] = both > 0 ? ofGroup * ofClass[c] / (all * both) : Double.NaN;
      }
    }
    return factors;
  }
}
