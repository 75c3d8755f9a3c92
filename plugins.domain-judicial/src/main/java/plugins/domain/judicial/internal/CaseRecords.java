package plugins.domain.judicial.internal;

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
 * Makes records of people before a court with planted, documented bias. What is planted stands in
 * the resource {@code case-records.properties}. The rows depend on the setting {@code seed} alone,
 * not on the run's seed, so that runs with different seeds compare on the same data.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = CaseRecords.ID,
    domain = "judicial",
    settings = CaseRecords.Config.class)
public final class CaseRecords implements DataSource {
  static final String ID = "judicial.case-records";
  static final String TRUTH = "/plugins/domain/judicial/case-records.properties";

  /**
   * The columns. The last two are the truth behind label and priors, for tests; no run reads them.
   */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              text("case_id", Role.ID),
              text("sex", Role.PROTECTED),
              text("origin", Role.PROTECTED),
              number("age"),
              text("district", Role.FEATURE),
              text("degree", Role.FEATURE),
              number("priors"),
              number("years_since_last"),
              text("employment", Role.FEATURE),
              text("housing", Role.FEATURE),
              text("summary", Role.TEXT),
              text("rearrested", Role.LABEL),
              text("reoffended", Role.IGNORED),
              text("true_priors", Role.IGNORED)));

  /** The settings. */
  @ObjectClassDefinition(
      name = "Case records",
      description = "Generated records of people before a court with planted bias.")
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
    GroundTruth truth = GroundTruth.read(CaseRecords.class, TRUTH);
    return GeneratedRows.of(
        ID,
        SCHEMA,
        config.rows(),
        config.seed(),
        (random, number) -> new CaseRecord(truth, random).row(number));
  }
}
