package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.privacy.PrivacyAccountant;
import governance.api.train.GradientPlan.NoiseSource;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.privacy.DataBudget;
import governance.runtime.internal.privacy.EpsilonWords;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.privacy.Spend;
import governance.runtime.internal.spec.RunSpec;
import java.util.List;
import java.util.Optional;

/** Compares what a run will release with what the ledger leaves for its data. */
public final class BudgetCheck {
  private final Budgets budgets;
  private final RunSpec spec;

  /** Prepares for one run. */
  public BudgetCheck(Budgets budgets, RunSpec spec) {
    this.budgets = budgets;
    this.spec = spec;
  }

  /**
   * Returns the plan's promise with what it means for the data's budget.
   *
   * @param problems takes that the budget would be overdrawn, or that the ledger was altered
   */
  Optional<PrivacyPreview> check(
      Optional<PrivacyPreview> preview, Optional<DataPlan> data, List<Problem> problems) {
    if (data.isEmpty() || spec.train().epochs() == 0) {
      return preview;
    }
    try {
      List<DataBudget> all = of(data.get(), preview.isPresent());
      Optional<NoisyTraining> training = preview.map(PrivacyPreview::training);
      problems.addAll(problems(all, training, ""));
      return preview.map(p -> p.with(all.stream().flatMap(b -> notes(b, p).stream()).toList()));
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
      return preview;
    }
  }

  /** Returns the budgets of data, one for each file; none where there is no need to look. */
  public List<DataBudget> of(DataPlan data, boolean noisy) {
    Optional<PrivacyLedger> ledger = budgets.ledger();
    // without noise only limits count, and reading all of a large file to find none takes a while
    boolean limited =
        ledger.stream().flatMap(l -> l.budgets().stream()).anyMatch(b -> b.limit().isPresent());
    return noisy || limited
        ? ledger.map(l -> l.budgets(DataIdentity.of(data, spec.train().seed()))).orElse(List.of())
        : List.of();
  }

  /**
   * Returns why a run may not use its data so, one problem for each budget that stands against it;
   * none where it may.
   *
   * @param training the training with noise, empty for one without
   * @param run the run's id, whose own entry does not count
   */
  public List<Problem> problems(
      List<DataBudget> all, Optional<NoisyTraining> training, String run) {
    return all.stream().flatMap(b -> problem(b, training, run).stream()).toList();
  }

  private Optional<Problem> problem(
      DataBudget budget, Optional<NoisyTraining> training, String run) {
    if (training.isEmpty()) {
      return PrivacyLedger.unprotected(budget, "this run adds no noise");
    }
    if (!training.get().isPrivate()) {
      boolean seeded = training.get().plan().noise() == NoiseSource.SEEDED;
      return PrivacyLedger.unprotected(
          budget,
          seeded ? "this run's noise follows from a seed" : "this run draws no rows by chance");
    }
    if (budget.limit().isEmpty()) {
      return Optional.empty();
    }
    Spend spend = Spend.of(training.get().phases(training.get().steps()));
    return PrivacyLedger.overdraft(budget, run, spend, budgets::accountant);
  }

  private List<String> notes(DataBudget budget, PrivacyPreview preview) {
    if (budget.limit().isEmpty() && budget.uses().isEmpty()) {
      return List.of();
    }
    PrivacyAccountant accountant = budgets.accountant();
    Spend spend = Spend.of(preview.training().phases(preview.training().steps()));
    String limit =
        budget
            .limit()
            .map(l -> " of " + EpsilonWords.number(l.epsilon()))
            .orElse(", without a limit");
    return List.of(
        "%s has spent epsilon %s%s at delta %s; after this run %s"
            .formatted(
                budget.name(),
                EpsilonWords.number(budget.spent(accountant).upper()),
                limit,
                EpsilonWords.number(budget.delta()),
                EpsilonWords.number(budget.with(spend, "", accountant).upper())));
  }
}
