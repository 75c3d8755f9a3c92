package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.privacy.PrivacyAccount;
import governance.runtime.internal.plan.BudgetCheck;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.privacy.DataBudget;
import governance.runtime.internal.privacy.DataKey;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.privacy.Spend;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run does with the budget of its data: reserves before training what all its steps may
 * release, and settles afterwards what they have released.
 */
final class BudgetTurn {
  private final Job job;
  private final Budgets budgets;
  private final Trail trail;
  private final Optional<NoisyTraining> training;
  private final double delta;
  private List<DataKey> data = List.of();

  /**
   * Prepares for a run.
   *
   * @param training the training with noise, empty for one without
   * @param account what all its steps cost
   */
  BudgetTurn(
      Job job,
      Budgets budgets,
      Trail trail,
      Optional<NoisyTraining> training,
      Optional<PrivacyAccount> account) {
    this.job = job;
    this.budgets = budgets;
    this.trail = trail;
    this.training = training;
    this.delta = account.map(PrivacyAccount::delta).orElse(1e-5);
  }

  /**
   * Reserves; does nothing where no ledger is kept or nothing protects the run, unless its data
   * have a limit.
   *
   * @throws GovernanceException if a limit would be overdrawn
   */
  void reserve() {
    Resolution resolution = job.resolution();
    RunSpec spec = resolution.spec().orElseThrow();
    DataPlan plan = resolution.data().orElseThrow();
    if (spec.train().epochs() == 0) {
      return;
    }
    BudgetCheck check = new BudgetCheck(budgets, spec);
    List<DataBudget> all = check.of(plan, training.isPresent());
    List<Problem> problems = check.problems(all, training, job.id());
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    if (!all.isEmpty() && training.filter(NoisyTraining::isPrivate).isPresent()) {
      data = all.stream().map(DataBudget::key).toList();
      Spend spend = Spend.of(training.get().phases(training.get().steps()));
      PrivacyLedger ledger = budgets.ledger().orElseThrow();
      told("reserved", ledger.reserve(data, job.id(), spend, delta, budgets::accountant));
    }
  }

  /**
   * Settles. Where a look at results ended training early, how long it took is itself a result: all
   * planned steps stay reserved then.
   */
  void settle(long steps, boolean stopped) {
    if (!data.isEmpty()) {
      Spend spend =
          Spend.of(training.orElseThrow().phases(stopped ? training.get().steps() : steps));
      told("settled", budgets.ledger().orElseThrow().settle(data, job.id(), spend, delta));
    }
  }

  /** Gives back what was reserved, for a run that ended before its first step. */
  void release() {
    if (!data.isEmpty() && !job.resumed()) {
      settle(0, false);
    }
  }

  private void told(String what, Head head) {
    Map<String, Object> event = Tree.of("what", what);
    List<String> digests = data.stream().map(DataKey::sha256).toList();
    event.put("data", digests.size() == 1 ? digests.get(0) : digests);
    event.put("entry", head.size() - 1);
    event.put("hash", head.hash());
    trail.event(PrivacyLedger.EVENT, event);
  }
}
