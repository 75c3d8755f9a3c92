package plugins.domain.finance.internal.service;

import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.List;

/** What each question is answered with, and which way the answer was found. */
final class Answers {
  private final EvaluationSet set;
  private final double confidence;
  private final double similarity;
  private final List<List<String>> templates = new ArrayList<>();
  private final List<String> retrieved;
  private final List<String> similarities;

  /** How an answer was found. */
  enum Way {
    /** The template of the predicted intent. */
    TEMPLATE,
    /** The answer to a like question. */
    RETRIEVAL,
    /** None was found: a person answers. */
    PERSON
  }

  Answers(EvaluationSet set, double confidence, double similarity) {
    this.set = set;
    this.confidence = confidence;
    this.similarity = similarity;
    for (String intent : set.classes()) {
      String column = AnswerRetrieval.TEMPLATE + intent;
      templates.add(set.columns().contains(column) ? set.column(column) : null);
    }
    this.retrieved = set.column(AnswerRetrieval.ANSWER);
    this.similarities = set.column(AnswerRetrieval.SIMILARITY);
  }

  Way way(int row) {
    int intent = set.predictions()[row];
    boolean sure = !set.hasScores() || set.scores(intent)[row] >= confidence;
    if (sure && templates.get(intent) != null) {
      return Way.TEMPLATE;
    }
    boolean like =
        retrieved.get(row) != null && Double.parseDouble(similarities.get(row)) >= similarity;
    return like ? Way.RETRIEVAL : Way.PERSON;
  }

  /** Returns the answer, or null when a person answers. */
  String of(int row) {
    return switch (way(row)) {
      case TEMPLATE -> templates.get(set.predictions()[row]).get(row);
      case RETRIEVAL -> retrieved.get(row);
      case PERSON -> null;
    };
  }
}
