package plugins.domain.finance.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.generated.GeneratedRows;
import governance.generated.GroundTruth;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Makes loan applications with planted, documented bias. What is planted stands in the resource
 * {@code loan-applications.properties}. The rows depend on the setting {@code seed} alone, not on
 * the run's seed, so that runs with different seeds compare on the same data.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = LoanApplications.ID,
    domain = "finance",
    settings = LoanApplications.Config.class)
public final class LoanApplications implements DataSource {
  static final String ID = "finance.loan-applications";
  static final String TRUTH = "/plugins/domain/finance/loan-applications.properties";

  /**
   * The columns. The last two are the label before noise and bias, for tests; no run reads them.
   */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              text("loan_id", Role.ID),
              text("sex", Role.PROTECTED),
              text("age", Role.PROTECTED),
              text("region", Role.FEATURE),
              text("occupation", Role.FEATURE),
              number("income"),
              number("amount"),
              number("term_months"),
              number("instalment_share"),
              number("employed_years"),
              number("dependants"),
              text("housing", Role.FEATURE),
              text("credit_history", Role.FEATURE),
              text("purpose", Role.TEXT),
              text("default", Role.LABEL),
              text("true_default", Role.IGNORED),
              text("recorded_default", Role.IGNORED)));

  /** The settings. */
  @ObjectClassDefinition(
      name = "Loan applications",
      description = "Generated loan applications with planted bias.")
  @interface Config {
    /** Number of rows. */
    @AttributeDefinition(description = "Number of rows.", min = "1", max = "1000000")
    int rows() default 4000;

    /** Seed of the rows. */
    @AttributeDefinition(
        description = "Seed of the rows; the same seed gives the same rows everywhere.")
    long seed() default 1;
  }

  private static Column text(String name, Role role) {
    return new Column(name, ValueType.STRING, role);
  }

  private static Column number(String name) {
    return new Column(name, ValueType.NUMBER, Role.FEATURE);
  }

  @Override
  public List<String> endings() {
    return List.of();
  }

  @Override
  public RowStream open(DataRequest request) {
    Config config = request.settings().as(Config.class);
    GroundTruth truth = GroundTruth.read(LoanApplications.class, TRUTH);
    return GeneratedRows.of(
        ID,
        SCHEMA,
        config.rows(),
        config.seed(),
        (random, number) -> new Application(truth, random).row(number));
  }
}
