package plugins.domain.medical.internal;

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
 * Makes sentences of clinical notes with tagged diseases and drugs. Mentions in notes on women were
 * overlooked more often; how often stands in the resource {@code clinical-notes.properties}. The
 * rows depend on the setting {@code seed} alone, not on the run's seed, so that runs with different
 * seeds compare on the same data.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = ClinicalNotes.ID,
    domain = "medical",
    settings = ClinicalNotes.Config.class)
public final class ClinicalNotes implements DataSource {
  static final String ID = "medical.clinical-notes";
  static final String TRUTH = "/plugins/domain/medical/clinical-notes.properties";

  /**
   * The columns. The last one holds the tags before any were overlooked, for tests; no run reads
   * it.
   */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("sex", ValueType.STRING, Role.PROTECTED),
              new Column("tokens", ValueType.WORDS, Role.TOKENS),
              new Column("tags", ValueType.WORDS, Role.TAGS),
              new Column("true_tags", ValueType.WORDS, Role.IGNORED)));

  /** The settings. */
  @ObjectClassDefinition(
      name = "Clinical notes",
      description = "Generated clinical notes with planted bias.")
  @interface Config {
    /** Number of sentences. */
    @AttributeDefinition(description = "Number of sentences.", min = "1", max = "1000000")
    int rows() default 3000;

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
    GroundTruth truth = GroundTruth.read(ClinicalNotes.class, TRUTH);
    return GeneratedRows.of(
        ID,
        SCHEMA,
        config.rows(),
        config.seed(),
        (random, number) -> new Note(truth, random).row());
  }
}
