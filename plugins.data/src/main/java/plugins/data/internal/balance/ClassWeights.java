package plugins.data.internal.balance;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Weighs training rows by their class, so that a wrong decision counts by what it costs (Elkan
 * 2001, The foundations of cost-sensitive learning, theorem 1), or every class counts alike (King
 * and Zeng 2001, doi 10.1093/oxfordjournals.pan.a004868). The factors are scaled to keep the total
 * weight of the rows, and multiply weights that rows have already. The model's probabilities are
 * then those of the weighted rows.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = ClassWeights.ID,
    settings = ClassWeights.Config.class,
    needs = Need.SEQUENCE_CLASSIFICATION)
public final class ClassWeights implements DatasetTransform {
  static final String ID = "data.class-weights";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Class weights",
      description = "Weighs training rows by what a wrong decision on their class costs.")
  @interface Config {
    /** Costs of classes. */
    @AttributeDefinition(
        description =
            "What mistaking a row of a class costs, each class=cost with a cost above 0, such as"
                + " bad=5; classes that are not named cost 1. None: every class gets the same total"
                + " weight.")
    String[] costs() default {};

    /** Name of the weight column that is added. */
    @AttributeDefinition(
        description = "Name of the weight column that is added when the data has none.")
    String weightColumn() default "weight";
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    Schema schema = setup.training().schema();
    String label =
        schema
            .first(Role.LABEL)
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        ID, "no label column", "data with one class a row", "Set data.label"))
            .name();
    Map<String, Double> costs = Costs.parse(config.costs());
    String weight = schema.weightColumn(config.weightColumn());
    return FittedClassWeights.fit(setup.training(), label, weight, costs);
  }
}
