package governance.runtime.internal.run;

import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.evaluate.RuleUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tuned model predicted.
 *
 * @param plain rows, or words where they are classified, with the class of greatest probability
 * @param decided what the decision rule made of them, or empty without one
 * @param rule id of the rule, or empty
 * @param names what tells each row of the data apart
 * @param words the words of each row where they are classified, else null
 * @param kept columns of the data beside the predictions
 * @param notes what a reader must know of the run
 */
public record Predicted(
    EvaluationSet plain,
    Optional<RuleUse.Decided> decided,
    Optional<String> rule,
    List<String> names,
    List<List<String>> words,
    Map<String, List<String>> kept,
    List<String> notes) {
  /** Returns how many predictions the rule changed. */
  public int changed() {
    int changed = 0;
    for (int row = 0; decided.isPresent() && row < plain.size(); row++) {
      changed += decided.get().set().predictions()[row] == plain.predictions()[row] ? 0 : 1;
    }
    return changed;
  }
}
