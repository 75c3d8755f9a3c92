package plugins.domain.city.internal;

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
 * Makes service requests to a city with planted, documented bias. What is planted stands in the
 * resource {@code service-requests.properties}. The rows depend on the setting {@code seed} alone,
 * not on the run's seed, so that runs with different seeds compare on the same data.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = ServiceRequests.ID,
    domain = "city",
    settings = ServiceRequests.Config.class)
public final class ServiceRequests implements DataSource {
  static final String ID = "city.service-requests";
  static final String TRUTH = "/plugins/domain/city/service-requests.properties";

  /** The columns. The last three are the truth before bias and errors; no run reads them. */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              text("request_id", Role.ID),
              text("district", Role.PROTECTED),
              text("neighbourhood", Role.FEATURE),
              text("channel", Role.FEATURE),
              text("weekday", Role.FEATURE),
              new Column("open_requests", ValueType.NUMBER, Role.FEATURE),
              text("description", Role.TEXT),
              text("agency", Role.FEATURE),
              text("late", Role.LABEL),
              new Column("days_open", ValueType.NUMBER, Role.IGNORED),
              text("true_late", Role.IGNORED),
              text("true_agency", Role.IGNORED)));

  /** The settings. */
  @ObjectClassDefinition(
      name = "Service requests",
      description = "Generated service requests to a city with planted bias.")
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

  @Override
  public List<String> endings() {
    return List.of();
  }

  @Override
  public RowStream open(DataRequest request) {
    Config config = request.settings().as(Config.class);
    GroundTruth truth = GroundTruth.read(ServiceRequests.class, TRUTH);
    return GeneratedRows.of(
        ID,
        SCHEMA,
        config.rows(),
        config.seed(),
        (random, number) -> new ServiceRequest(truth, random).row(number));
  }
}
