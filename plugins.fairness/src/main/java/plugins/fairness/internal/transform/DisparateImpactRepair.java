package plugins.fairness.internal.transform;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Moves numbers so that they do not tell groups apart, keeping the order of rows within a group:
 * the value at a quantile of its group moves towards the median of all groups' values at that
 * quantile. Source: Feldman et al. 2015, doi 10.1145/2783258.2783311, section 5.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = DisparateImpactRepair.ID,
    settings = DisparateImpactRepair.Config.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class DisparateImpactRepair implements DatasetTransform {
  static final String ID = "fairness.disparate-impact-repair";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Disparate-impact repair",
      description = "Moves numeric columns towards a distribution that all groups share.")
  @interface Config {
    /** Protected columns; their combinations are the groups. */
    @AttributeDefinition(
        description =
            "Protected columns whose combinations of values are the groups; none for all.")
    String[] columns() default {};

    /** Columns that are repaired. */
    @AttributeDefinition(description = "Numeric columns to repair; none for all FEATURE columns.")
    String[] numbers() default {};

    /** How far values move. */
    @AttributeDefinition(
        description = "How far values move: 0 not at all, 1 until groups have one distribution.",
        min = "0",
        max = "1")
    double level() default 1;

    /** How a part of the way is measured. */
    @AttributeDefinition(
        description =
            "GEOMETRIC: values move by that share of the distance; COMBINATORIAL: by that share of"
                + " the training values between, so that every value is one that occurs.")
    Partial partial() default Partial.GEOMETRIC;

    /** Groups with fewer values are moved as all rows together. */
    @AttributeDefinition(
        description =
            "Groups with fewer training values have no say in the median, and their rows are moved"
                + " by the quantile among all rows, as those without a group are.",
        min = "1")
    int minimumGroup() default 10;
  }

  /** How a part of the way is measured. */
  enum Partial {
    /** By distance. */
    GEOMETRIC,
    /** By rank. */
    COMBINATORIAL
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    double level = Declared.between(config.level(), 0, 1, ID + " setting level");
    Schema schema = setup.training().schema();
    List<String> columns = Declared.columns(schema, config.columns(), ID);
    List<String> numbers = numbers(schema, config.numbers());
    boolean combinatorial = config.partial() == Partial.COMBINATORIAL;
    return new FittedRepair(
        setup.training(), columns, numbers, level, combinatorial, config.minimumGroup());
  }

  private static List<String> numbers(Schema schema, String[] wanted) {
    List<String> all =
        schema.with(Role.FEATURE).stream()
            .filter(c -> c.type() == ValueType.NUMBER)
            .map(Column::name)
            .toList();
    for (String column : wanted) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            ID + " setting numbers",
            "got " + column,
            "numeric FEATURE columns " + all,
            "Name one of them");
      }
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          ID,
          "no numeric column among " + schema.names(),
          "at least one FEATURE column of numbers",
          "Leave the transform out, or put it before data.row-text");
    }
    return wanted.length == 0 ? all : List.of(wanted);
  }
}
