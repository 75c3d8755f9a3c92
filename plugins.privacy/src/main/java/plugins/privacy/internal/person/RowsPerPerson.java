package plugins.privacy.internal.person;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.TransformSetup;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Keeps at most so many training rows of one person (bounded contributions), so that a guarantee
 * for groups of that many rows is one for persons. Which rows are kept is drawn for each person by
 * the seed and this person alone: whether somebody else is in the data changes nothing of it.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = RowsPerPerson.ID,
    settings = RowsPerPerson.Config.class,
    description = "Keeps at most so many training rows of one person.")
public final class RowsPerPerson implements DatasetTransform {
  static final String ID = "privacy.rows-per-person";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Rows per person",
      description = "Keeps at most so many training rows of one person.")
  @interface Config {
    /** The column that names the person. */
    @AttributeDefinition(
        description =
            "Column that names the person of a row. Training rows without a value are left out.")
    String subject() default "";

    /** Greatest number of rows of one person. */
    @AttributeDefinition(
        min = "1",
        max = "1000",
        description =
            "Greatest number of training rows of one person; which ones is drawn by the seed.")
    int most() default 1;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    List<String> columns = setup.training().schema().names();
    if (!columns.contains(config.subject())) {
      throw GovernanceException.spec(
          ID + " setting subject",
          "got \"" + config.subject() + "\"",
          "columns " + String.join(", ", columns),
          "Name the column that tells whose row it is");
    }
    return new FittedRowsPerPerson(config.subject(), config.most(), setup.seed());
  }
}
