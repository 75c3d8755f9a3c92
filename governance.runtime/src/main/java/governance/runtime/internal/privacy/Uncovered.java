package governance.runtime.internal.privacy;

import governance.api.model.Task;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the guarantee of noisy training does not cover in a run, in sentences for readers. */
public final class Uncovered {
  private static final String BOUND = "privacy.rows-per-person";

  private Uncovered() {}

  /**
   * Returns one sentence for each gap that the spec of a run leaves.
   *
   * @param rowsPerPerson how many rows of one person are accounted for
   */
  public static List<String> of(RunSpec spec, int rowsPerPerson) {
    List<String> gaps = new ArrayList<>();
    gaps.addAll(persons(spec, rowsPerPerson));
    referenceModels(spec).ifPresent(gaps::add);
    if (!spec.transforms().isEmpty()) {
      String ids = String.join(", ", spec.transforms().stream().map(ContributionSpec::id).toList());
      gaps.add(
          "What transforms learn from the training rows ("
              + ids
              + ") gets into training without noise, such as weights that follow from counts of"
              + " rows; and a row that a transform copies counts as two.");
    }
    if (spec.task() == Task.MASKED_LANGUAGE_MODEL) {
      gaps.add(
          "A text that is longer than train.maxLength is read in several windows, and one with a"
              + " weight above 1 several times: each of these is protected for itself, the text by"
              + " as much less.");
    }
    gaps.add(initial(spec.model()));
    spec.train()
        .earlyStopping()
        .ifPresent(
            early ->
                gaps.add(
                    "Early stopping looks at the validation rows, which have no protection; the"
                        + " epoch it ends at is itself found out from the model, so the figure to"
                        + " promise beforehand is that of all planned steps."));
    spec.decision()
        .ifPresent(
            rule ->
                gaps.add(
                    "The decision rule "
                        + rule.id()
                        + " is fitted on the validation rows without noise: they have no"
                        + " protection."));
    gaps.add(
        "Validation and test rows have no protection: their figures and the examples of"
            + " explanations are exact.");
    gaps.add(
        "The other files of the evidence hold rows and exact figures of training rows"
            + " (data/, training.jsonl, inspection, data card): publish the model alone, or these"
            + " only where the data may be seen.");
    gaps.add(
        "Choosing settings by the results of several runs on the same rows costs what these runs"
            + " cost together: the ledger of budgets adds them up, if they were private. Number of"
            + " rows, names of classes and groups count as known.");
    return gaps;
  }

  private static List<String> persons(RunSpec spec, int most) {
    boolean bounded = spec.transforms().stream().anyMatch(t -> t.id().equals(BOUND));
    return bounded
        ? List.of()
        : List.of(
            "Nothing sees to it that one person has at most "
                + (most == 1 ? "one training row" : most + " training rows")
                + ": where some may have more, the guarantee for a person is weaker; transform "
                + BOUND
                + " leaves the others out.");
  }

  /**
   * Returns what a run with reference models of attacks must be told; empty for one without. They
   * are not kept, but what is told of them rests on the rows.
   */
  public static Optional<String> referenceModels(RunSpec spec) {
    List<String> ids =
        spec.metrics().stream()
            .filter(m -> m.settings().get("references") instanceof Number n && n.intValue() > 0)
            .map(ContributionSpec::id)
            .toList();
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The reference models of "
                + String.join(", ", ids)
                + " are trained on the same rows outside the budget. They are not kept, and the"
                + " run's own model does not depend on them; figures of attacks do: they are"
                + " evidence for who may see the rows.");
  }

  private static String initial(ModelSpec model) {
    return model.folder().isPresent() || model.vocabulary().isPresent()
        ? "The model and vocabulary that training began with: if they were made from the same rows"
            + " without noise, nothing protects these."
        : "The vocabulary that training began with: if it was made from the same rows, their words"
            + " are known.";
  }
}
