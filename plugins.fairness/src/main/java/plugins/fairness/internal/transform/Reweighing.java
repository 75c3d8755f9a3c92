package plugins.fairness.internal.transform;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
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
    String label =
        schema
            .first(Role.LABEL)
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        ID, "no label column", "data with one class a row", "Set data.label"))
            .name();
    String weight = weightColumn(schema, config.weightColumn());
    return FittedReweighing.fit(training, columns(schema, config.columns()), label, weight);
  }

  private static List<String> columns(Schema schema, String[] wanted) {
    List<String> all = schema.with(Role.PROTECTED).stream().map(Column::name).toList();
    for (String column : wanted) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            ID + " setting columns",
            "got " + column,
            "protected columns " + all,
            "Name one of them, or add it to data.protected");
      }
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          ID, "no protected column", "at least one", "Set data.protected");
    }
    return wanted.length == 0 ? all : List.of(wanted);
  }

  private static String weightColumn(Schema schema, String wanted) {
    return schema
        .first(Role.WEIGHT)
        .map(Column::name)
        .orElseGet(
            () -> {
              if (schema.indexOf(wanted) >= 0) {
                throw GovernanceException.spec(
                    ID + " setting weightColumn",
                    "got " + wanted,
                    "a name that no column of the data has",
                    "Choose another name");
              }
              return wanted;
            });
  }
}
