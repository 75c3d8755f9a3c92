package plugins.domain.finance.internal.opinion;

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
 * Makes dated posts on a bank with a planted, documented jump of negative sentiment. What is
 * planted stands in the resource {@code opinion-posts.properties}. The rows depend on the setting
 * {@code seed} alone, not on the run's seed, so that runs with different seeds compare on the same
 * data.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = OpinionPosts.ID,
    domain = "finance",
    settings = OpinionPosts.Config.class)
public final class OpinionPosts implements DataSource {
  static final String ID = "finance.opinion-posts";
  static final String TRUTH = "/plugins/domain/finance/opinion-posts.properties";

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("post_id", ValueType.STRING, Role.ID),
              new Column("date", ValueType.STRING, Role.IGNORED),
              new Column("topic", ValueType.STRING, Role.IGNORED),
              new Column("text", ValueType.STRING, Role.TEXT),
              new Column("sentiment", ValueType.STRING, Role.LABEL)));

  /** The settings. */
  @ObjectClassDefinition(
      name = "Opinion posts",
      description = "Generated posts with dates and a planted jump of negative sentiment.")
  @interface Config {
    /** Number of rows. */
    @AttributeDefinition(description = "Number of rows.", min = "1", max = "1000000")
    int rows() default 6000;

    /** Seed of the rows. */
    @AttributeDefinition(
        description = "Seed of the rows; the same seed gives the same rows everywhere.")
    long seed() default 1;
  }

  @Override
  public List<String> endings() {
    return List.of();
  }

  @Override
  public RowStream open(DataRequest request) {
    Config config = request.settings().as(Config.class);
    GroundTruth truth = GroundTruth.read(OpinionPosts.class, TRUTH);
    return GeneratedRows.of(
        ID,
        SCHEMA,
        config.rows(),
        config.seed(),
        (random, number) -> OpinionPost.make(truth, random, number));
  }
}
