package plugins.explain.internal;

import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;

/**
 * The output that is explained for one text.
 *
 * @param label index of the class
 * @param position the token, or -1 for a text as a whole
 */
record Target(int label, int position) {
  /**
   * Chooses what was predicted: the class of a text, or the class of its first token that was
   * predicted to be part of an entity; without one, of its first word.
   *
   * @param logits of all texts in row-major order
   */
  static Target predicted(ExplainedModel model, Batch batch, int text, double[] logits) {
    int classes = model.classes().size();
    if (model.task() == Task.SEQUENCE_CLASSIFICATION) {
      return new Target(best(logits, text * classes, classes), -1);
    }
    int outside = model.classes().indexOf("O");
    int[] words = batch.words(text);
    Target firstWord = null;
    for (int position = 0; position < words.length; position++) {
      if (words[position] >= 0) {
        int row = text * batch.length() + position;
        Target here = new Target(best(logits, row * classes, classes), position);
        if (here.label() != outside) {
          return here;
        }
        firstWord = firstWord == null ? here : firstWord;
      }
    }
    return firstWord == null
        ? new Target(best(logits, text * batch.length() * classes, classes), 0)
        : firstWord;
  }

  private static int best(double[] logits, int from, int classes) {
    int best = 0;
    for (int label = 1; label < classes; label++) {
      if (logits[from + label] > logits[from + best]) {
        best = label;
      }
    }
    return best;
  }

  /** Returns where the classes of the explained output begin in row-major logits. */
  int offset(ExplainedModel model, Batch batch, int row) {
    int each = position < 0 ? 1 : batch.length();
    return (row * each + Math.max(0, position)) * model.classes().size();
  }
}
