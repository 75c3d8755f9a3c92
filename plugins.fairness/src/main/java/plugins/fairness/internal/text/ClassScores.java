package plugins.fairness.internal.text;

import governance.api.evaluate.EvaluationSet;
import governance.api.model.QueryableModel;
import java.util.Arrays;
import java.util.List;

/** The probability of one class for sentences of a suite. */
final class ClassScores {
  private ClassScores() {}

  /**
   * Returns the index of the class that is looked at.
   *
   * @param name its name, or empty for the favourable class of the run
   * @throws NotDefinedException if there is no such class
   */
  static int index(EvaluationSet set, QueryableModel model, String name)
      throws NotDefinedException {
    int index = name.isEmpty() ? set.favourable() : model.classes().indexOf(name);
    if (index >= 0) {
      return index;
    }
    throw new NotDefinedException(
        name.isEmpty()
            ? "The run has no favourable class: name one of "
                + model.classes()
                + " by the setting positive."
            : "The model has no class %s but %s: name the one that the suite is about by the setting positive."
                .formatted(name, model.classes()));
  }

  /** Returns the probability of one class for each text. */
  static double[] of(QueryableModel model, List<String> texts, int index) {
    return Arrays.stream(model.probabilities(texts)).mapToDouble(p -> p[index]).toArray();
  }

  /** Returns the most probable class. */
  static int decided(double[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    return best;
  }

  /** Returns the total variation distance of two distributions. */
  static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      sum += Math.abs(p[c] - q[c]);
    }
    return sum / 2;
  }
}
