package governance.runtime.internal.plan;

import governance.api.privacy.PrivacyAccount;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.privacy.PrivacyTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's gradient policy says before the rows are read for good.
 *
 * @param training the training with the number of rows that the source has
 * @param account what all its steps cost, empty where the policy promises nothing
 * @param notes what to know about the budget of the data
 * @param notCovered what the guarantee will not cover
 * @param references what of this reference models of attacks are the reason for; empty for none
 */
public record PrivacyPreview(
    NoisyTraining training,
    Optional<PrivacyAccount> account,
    List<String> notes,
    List<String> notCovered,
    Optional<String> references) {
  /** Copies the lists. */
  public PrivacyPreview {
    notes = List.copyOf(notes);
    notCovered = List.copyOf(notCovered);
  }

  /** Returns the same with notes on the budget. */
  PrivacyPreview with(List<String> more) {
    return new PrivacyPreview(training, account, more, notCovered, references);
  }

  /** Returns what a reader must know before any figure. */
  public List<String> warnings() {
    return new ArrayList<>(tree().warnings(account));
  }

  private PrivacyTree tree() {
    return new PrivacyTree(training, steps -> account);
  }

  /** Returns what stands in the plan. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(tree().mechanism());
    json.put("rowsAre", "about");
    json.put("steps", training.steps());
    json.put("accountant", account.map(PrivacyAccount::accountant).orElse(null));
    json.put("epsilon", account.map(a -> a.epsilon().upper()).orElse(null));
    json.put("delta", account.map(PrivacyAccount::delta).orElse(null));
    json.put("warnings", warnings());
    json.put("budget", notes);
    json.put("notCovered", notCovered);
    return json;
  }
}
