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
 * Changes the classes of the training rows that a ranker is least certain of, until every group has
 * the favourable class as often as all rows together. Source: Kamiran and Calders 2012, doi
 * 10.1007/s10115-011-0463-8, algorithms 1 and 2, for any number of groups and classes.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = LabelMassaging.ID,
    settings = LabelMassaging.Config.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION})
public final class LabelMassaging implements DatasetTransform {
  static final String ID = "fairness.label-massaging";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Label massaging",
      description = "Changes the classes of training rows near the border of the decision.")
  @interface Config {
    /** Protected columns; their combinations are the groups. */
    @AttributeDefinition(
        description =
            "Protected columns whose combinations of values are the groups; none for all.")
    String[] columns() default {};

    /** The class that rows are promoted to. */
    @AttributeDefinition(
        description = "Class that rows are promoted to; empty for the run's favourable class.")
    String favourable() default "";

    /** How much of the difference goes. */
    @AttributeDefinition(
        description = "How much of each group's difference from the rate of all rows is removed.",
        min = "0",
        max = "1")
    double level() default 1;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    double level = Declared.between(config.level(), 0, 1, ID + " setting level");
    Dataset training = setup.training();
    Schema schema = training.schema();
    String label = Declared.label(schema, ID);
    List<String> columns = Declared.columns(schema, config.columns(), ID);
    Cells cells = new Cells(training, columns, label);
    int favourable = Declared.favourable(setup, config.favourable(), cells.classes(), ID);
    return FittedMassaging.fit(training, cells, columns, label, favourable, level);
  }
}
