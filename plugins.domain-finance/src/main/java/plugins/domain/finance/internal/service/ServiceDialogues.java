package plugins.domain.finance.internal.service;

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
import governance.generated.SplitMix;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Makes pairs of a customer's question and an agent's answer. What is planted stands in the
 * resource {@code service-dialogues.properties}. The rows depend on the setting {@code seed} alone,
 * not on the run's seed, so that runs with different seeds compare on the same data.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = ServiceDialogues.ID,
    domain = "finance",
    settings = ServiceDialogues.Config.class)
public final class ServiceDialogues implements DataSource {
  static final String ID = "finance.service-dialogues";
  static final String TRUTH = "/plugins/domain/finance/service-dialogues.properties";

  /** The columns. The last holds the answer before any error, for tests; no run reads it. */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("dialogue_id", ValueType.STRING, Role.ID),
              new Column("question", ValueType.STRING, Role.TEXT),
              new Column("intent", ValueType.STRING, Role.LABEL),
              new Column("answer", ValueType.STRING, Role.IGNORED),
              new Column("true_answer", ValueType.STRING, Role.IGNORED)));

  /** The settings. */
  @ObjectClassDefinition(
      name = "Service dialogues",
      description = "Generated pairs of a customer's question and an agent's answer.")
  @interface Config {
    /** Number of rows. */
    @AttributeDefinition(description = "Number of rows.", min = "1", max = "1000000")
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
    GroundTruth truth = GroundTruth.read(ServiceDialogues.class, TRUTH);
    return GeneratedRows.of(
        ID, SCHEMA, config.rows(), config.seed(), (random, number) -> row(truth, random, number));
  }

  private static List<Object> row(GroundTruth truth, SplitMix draws, int number) {
    String intent = truth.draw(draws, "intent", "");
    Question question = Question.ask(draws, intent);
    boolean wrong = draws.chance(truth.number("answer.wrong"));
    String answer =
        wrong && question.answer() != null
            ? Question.ask(draws, truth.draw(draws, "intent", "")).answer()
            : question.answer();
    return Arrays.asList(
        "SD" + (100000 + number), question.text(), intent, answer, question.answer());
  }
}
