package plugins.fairness.internal.transform;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Learns weights of training rows with which a difference between groups is at most {@code target}.
 * Of the labels: the weights nearest to those given, by Kullback-Leibler divergence, that keep the
 * total of each group and of each class (minimum discrimination information; Csiszár 1975, doi
 * 10.1214/aop/1176996454). Of a classifier: the least step along the line from the weights given to
 * those of reweighing, or beyond.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = FairWeights.ID,
    settings = FairWeights.Config.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION})
public final class FairWeights implements DatasetTransform {
  static final String ID = "fairness.fair-weights";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Fair weights",
      description = "Weighs training rows so that groups differ by no more than a target.")
  @interface Config {
    /** Protected columns; their combinations are the groups. */
    @AttributeDefinition(
        description =
            "Protected columns whose combinations of values are the groups; none for all.")
    String[] columns() default {};

    /** The class whose rates are compared. */
    @AttributeDefinition(
        description = "Class whose rates are compared; empty for the run's favourable class.")
    String favourable() default "";

    /** What is measured. */
    @AttributeDefinition(
        description =
            "LABELS: the weighted rate of the favourable class; CLASSIFIER: how often a logistic"
                + " regression that learns from the weighted rows decides for it.")
    Figure figure() default Figure.LABELS;

    /** How much groups may differ. */
    @AttributeDefinition(
        description = "Greatest difference between two groups that may remain.",
        min = "0",
        max = "1")
    double target() default 0.05;

    /** Groups with fewer rows take no part. */
    @AttributeDefinition(
        description =
            "Groups with fewer rows keep their weights and are not compared; what was learnt names"
                + " them.",
        min = "1")
    int minimumGroup() default 1;

    /** Name of the weight column that is added. */
    @AttributeDefinition(
        description = "Name of the weight column that is added when the data has none.")
    String weightColumn() default "weight";
  }

  /** What is compared between groups. */
  enum Figure {
    /** Labels. */
    LABELS,
    /** Decisions of a classifier. */
    CLASSIFIER
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    double target = Declared.between(config.target(), 0, 1, ID + " setting target");
    Dataset training = setup.training();
    Schema schema = training.schema();
    String label = Declared.label(schema, ID);
    String weight = schema.weightColumn(config.weightColumn());
    List<String> columns = Declared.columns(schema, config.columns(), ID);
    Cells cells = new Cells(training, columns, label);
    int favourable = Declared.favourable(setup, config.favourable(), cells.classes(), ID);
    double[] given = training.weights(weight);
    GroupTable table = GroupTable.of(cells, given, favourable, config.minimumGroup());
    TargetWeights found =
        config.figure() == Figure.LABELS
            ? TargetWeights.ofLabels(table, target)
            : new ClassifierPath(training, cells, given, table, favourable).reach(target);
    double[][] factors = table.factors(cells, favourable, found.rates());
    String heading = found.text() + table.leftOut();
    return new CellWeights(cells, columns, label, weight, factors, heading);
  }
}
