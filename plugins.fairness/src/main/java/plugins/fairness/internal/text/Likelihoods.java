package plugins.fairness.internal.text;

import governance.api.model.QueryableModel;
import governance.api.model.Task;

/** Whether and how a model is asked for the probability of pieces. */
final class Likelihoods {
  private Likelihoods() {}

  /**
   * Checks that hidden places can be scored.
   *
   * @throws NotDefinedException with the reason if not
   */
  static void require(QueryableModel model) throws NotDefinedException {
    if (model.clozeProblem().isPresent()) {
      throw new NotDefinedException(
          "The figure needs the probability of hidden words: "
              + model.clozeProblem().get()
              + ". Begin with a masked language model that has its head, such as base.");
    }
  }

  /** Says by what the pieces were scored. */
  static String how(QueryableModel model) {
    return model.task() == Task.MASKED_LANGUAGE_MODEL
        ? "scored by the masked language model itself"
        : "scored by the encoder under the masked head of the model that it began with, which is not"
            + " tuned with it";
  }
}
