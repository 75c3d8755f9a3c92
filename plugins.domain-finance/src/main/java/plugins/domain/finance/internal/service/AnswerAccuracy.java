package plugins.domain.finance.internal.service;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * How often an answer is the right one, among the questions that are answered. A question gets the
 * template of its predicted intent when there is one and the model is sure enough; otherwise the
 * answer to the most similar training question when it is similar enough; otherwise none: it goes
 * to a person. Rests on the columns of {@link AnswerRetrieval}.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = AnswerAccuracy.ID,
    domain = "finance",
    settings = AnswerAccuracy.Config.class,
    needs = Need.SEQUENCE_CLASSIFICATION)
public final class AnswerAccuracy implements Metric {
  static final String ID = "finance.answer-accuracy";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Answer accuracy",
      description = "Share of right answers among those given, by template or by retrieval.")
  @interface Config {
    /** Column of the right answers. */
    @AttributeDefinition(description = "Column of the answers that are right; may be missing.")
    String answer() default "answer";

    /** Least probability of an intent. */
    @AttributeDefinition(
        min = "0",
        max = "1",
        description = "Least probability of the predicted intent for its template to be used.")
    double confidence() default 0.5;

    /** Least similarity. */
    @AttributeDefinition(
        min = "0",
        max = "1",
        description =
            "Least cosine similarity of a training question for its answer to be used, 0 to 1.")
    double similarity() default 0.6;
  }

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    Config config = settings.as(Config.class);
    for (String column :
        List.of(config.answer(), AnswerRetrieval.ANSWER, AnswerRetrieval.SIMILARITY)) {
      if (!set.columns().contains(column)) {
        throw GovernanceException.spec(
            ID,
            "there is no column \"" + column + "\"",
            set.columns().toString(),
            "Add the transform " + AnswerRetrieval.ID + ", or name the column of answers");
      }
    }
    Answers answers = new Answers(set, config.confidence(), config.similarity());
    AnswerCounts counts = new AnswerCounts();
    List<String> right = set.column(config.answer());
    for (int row = 0; row < set.size(); row++) {
      counts.add(answers.of(row), answers.way(row), right.get(row), set.weight(row));
    }
    return counts.result(Direction.HIGHER_IS_BETTER);
  }
}
