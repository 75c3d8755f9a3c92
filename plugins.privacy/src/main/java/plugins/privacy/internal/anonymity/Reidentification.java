package plugins.privacy.internal.anonymity;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * How easily somebody is recognised in the rows by their quasi-identifiers, and what the groups of
 * equal rows tell of a sensitive column. Measures any table, whether something was done to it or
 * not.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = Reidentification.ID,
    settings = Reidentification.Config.class,
    description = "How easily somebody is recognised by quasi-identifiers.")
public final class Reidentification implements DataAnalysis {
  static final String ID = "privacy.re-identification";
  private static final String TITLE = "Re-identification risk";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Re-identification",
      description = "Risk that rows are recognised by their quasi-identifiers.")
  @interface Config {
    /** The quasi-identifiers. */
    @AttributeDefinition(
        description = "The quasi-identifiers. None: the columns of role QUASI_IDENTIFIER.")
    String[] quasi() default {};

    /** The sensitive column. */
    @AttributeDefinition(description = "The sensitive column. None: l and t are not measured.")
    String sensitive() default "";

    /** Form of distance. */
    @AttributeDefinition(
        description =
            "Ground of the distance t: ORDERED by rank or EQUAL for categories; HIERARCHICAL is EQUAL here, for no hierarchy is known.")
    Distance distance() default Distance.EQUAL;

    /** Constant of recursive diversity. */
    @AttributeDefinition(description = "The constant c of recursive diversity, above 0.")
    double c() default 3;

    /** The published rows among a population. */
    @AttributeDefinition(
        description =
            "COLUMN=VALUE of the rows that are published, where the others are the rest of the"
                + " population. None: all are published, and nothing is known of a population.")
    String member() default "";

    /** Risk above which a row counts. */
    @AttributeDefinition(
        description = "Risk above which a row counts as at risk.",
        min = "0",
        max = "1")
    double threshold() default 0.2;
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Config config = setup.settings().as(Config.class);
    List<Column> columns = columns(setup, config);
    if (columns.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, "No column is a quasi-identifier.");
    }
    if (setup.data().size() == 0) {
      return AnalysisResult.notApplicable(TITLE, "There are no rows.");
    }
    if (!(config.threshold() >= 0 && config.threshold() <= 1) || !(config.c() > 0)) {
      throw GovernanceException.spec(
          ID + " setting threshold or c",
          "got " + config.threshold() + " and " + config.c(),
          "a threshold from 0 to 1, c above 0",
          "Correct it");
    }
    return new RiskReport(setup.data(), columns, config).result(TITLE);
  }

  private static List<Column> columns(AnalysisSetup setup, Config config) {
    if (config.quasi().length == 0) {
      return setup.data().schema().with(Role.QUASI_IDENTIFIER);
    }
    List<Column> columns =
        new ArrayList<>(
            new Columns(ID + " setting quasi", setup.data()).any(List.of(config.quasi())));
    columns.removeIf(c -> c.type() == ValueType.WORDS);
    return columns;
  }
}
