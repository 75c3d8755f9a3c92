package plugins.domain.finance.internal.service;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import plugins.domain.finance.internal.service.TextIndex.Nearest;

/** The templates and questions of the training rows. */
final class FittedRetrieval implements FittedTransform {
  private final Dataset training;
  private final String question;
  private final String answer;
  private final Map<String, String> templates;
  private final TextIndex index;

  FittedRetrieval(Dataset training, String question, String answer, Map<String, String> templates) {
    this.training = training;
    this.question = question;
    this.answer = answer;
    this.templates = templates;
    List<String> questions = new ArrayList<>();
    for (int row = 0; row < training.size(); row++) {
      questions.add(text(training, row));
    }
    this.index = new TextIndex(questions);
  }

  private String text(Dataset data, int row) {
    String text = data.string(question, row);
    return text == null ? "" : text;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    List<String> answers = new ArrayList<>(data.size());
    List<Double> similarities = new ArrayList<>(data.size());
    for (int row = 0; row < data.size(); row++) {
      // A training question is not its own neighbour.
      Nearest nearest = index.nearest(text(data, row), split == Split.TRAIN ? row : -1);
      answers.add(nearest.text() < 0 ? null : training.string(answer, nearest.text()));
      similarities.add(nearest.similarity());
    }
    Dataset result = data;
    for (Map.Entry<String, String> template : templates.entrySet()) {
      Column column =
          new Column(AnswerRetrieval.TEMPLATE + template.getKey(), ValueType.STRING, Role.IGNORED);
      result = result.with(column, Collections.nCopies(data.size(), template.getValue()));
    }
    result =
        result
            .with(new Column(AnswerRetrieval.ANSWER, ValueType.STRING, Role.IGNORED), answers)
            .with(
                new Column(AnswerRetrieval.SIMILARITY, ValueType.NUMBER, Role.IGNORED),
                similarities);
    List<String> added = new ArrayList<>();
    templates.keySet().forEach(intent -> added.add(AnswerRetrieval.TEMPLATE + intent));
    added.addAll(List.of(AnswerRetrieval.ANSWER, AnswerRetrieval.SIMILARITY));
    String what = "columns " + String.join(", ", added);
    return new TransformResult(result, List.of(new Change(ChangeType.ADDED, what, added.size())));
  }

  @Override
  public String state() {
    StringBuilder state = new StringBuilder();
    templates.forEach(
        (intent, text) -> state.append(intent).append(": ").append(text).append('\n'));
    for (int row = 0; row < training.size(); row++) {
      state.append(text(training, row)).append('\t').append(training.string(answer, row));
      state.append('\n');
    }
    return state.toString();
  }
}
