package plugins.domain.finance.internal.service;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Learns answers from dialogue pairs: for each intent the template that most of its training rows
 * were answered with, and for any question the answer to the training question that is most alike.
 * Adds columns beside the text that the model reads, which stays as it is: {@code answer of INTENT}
 * for each intent that has a template, {@code retrieved answer} and {@code retrieved similarity}.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = AnswerRetrieval.ID,
    domain = "finance",
    settings = AnswerRetrieval.Config.class,
    needs = Need.SEQUENCE_CLASSIFICATION)
public final class AnswerRetrieval implements DatasetTransform {
  static final String ID = "finance.answer-retrieval";
  static final String TEMPLATE = "answer of ";
  static final String ANSWER = "retrieved answer";
  static final String SIMILARITY = "retrieved similarity";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Answer retrieval",
      description = "Learns templates of intents and finds answers to like questions.")
  @interface Config {
    /** Column of answers. */
    @AttributeDefinition(description = "Column of the answers that were given; may be missing.")
    String answer() default "answer";

    /** Share of a template. */
    @AttributeDefinition(
        min = "0",
        max = "1",
        description =
            "Share of an intent's training rows that must have the same answer for it to be the"
                + " intent's template, above 0 and at most 1.")
    double share() default 0.5;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    Dataset training = setup.training();
    Schema schema = training.schema();
    List<Column> texts = schema.with(Role.TEXT);
    if (texts.size() != 1) {
      throw GovernanceException.spec(
          ID,
          texts.size() + " columns of role TEXT",
          "exactly one, the question",
          "Give the others another role with data.columns");
    }
    int answers = schema.indexOf(config.answer());
    if (answers < 0 || schema.columns().get(answers).type() != ValueType.STRING) {
      throw GovernanceException.spec(
          ID + " setting answer",
          "there is no column of texts \"" + config.answer() + "\"",
          schema.names().toString(),
          "Name the column of answers");
    }
    if (!(config.share() > 0 && config.share() <= 1)) {
      throw GovernanceException.spec(
          ID + " setting share",
          "got " + config.share(),
          "above 0, at most 1",
          "Give such a share");
    }
    String label = schema.first(Role.LABEL).orElseThrow().name();
    return new FittedRetrieval(
        training,
        texts.get(0).name(),
        config.answer(),
        templates(training, label, config.answer(), config.share()));
  }

  /** Returns the most frequent answer of each intent, where it is frequent enough. */
  private static Map<String, String> templates(
      Dataset training, String label, String answer, double share) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    Map<String, Integer> rows = new TreeMap<>();
    for (int row = 0; row < training.size(); row++) {
      String intent = training.string(label, row);
      rows.merge(intent, 1, Integer::sum);
      Map<String, Integer> answers = counts.computeIfAbsent(intent, i -> new TreeMap<>());
      if (training.string(answer, row) != null) {
        answers.merge(training.string(answer, row), 1, Integer::sum);
      }
    }
    Map<String, String> templates = new TreeMap<>();
    counts.forEach(
        (intent, answers) ->
            answers.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= share * rows.get(intent))
                .ifPresent(most -> templates.put(intent, most.getKey())));
    return templates;
  }
}
