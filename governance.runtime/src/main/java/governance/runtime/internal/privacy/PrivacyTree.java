package governance.runtime.internal.privacy;

import governance.api.privacy.PrivacyAccount;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** What noisy training cost, in the form of {@code privacy.json}. */
public final class PrivacyTree {
  /** Most points of the course that are computed: each asks the accountant. */
  private static final int POINTS = 20;

  private final NoisyTraining training;
  private final LongFunction<Optional<PrivacyAccount>> accounts;

  /**
   * Prepares.
   *
   * @param accounts what so many steps cost, by the run's policy; empty where it promises nothing
   */
  public PrivacyTree(NoisyTraining training, LongFunction<Optional<PrivacyAccount>> accounts) {
    this.training = training;
    this.accounts = accounts;
  }

  /** Returns how noise is added, and to what, before any step is done. */
  public Map<String, Object> mechanism() {
    return Tree.of(
        "policy", training.policy(),
        "private", training.isPrivate(),
        "unit", unit(),
        "neighbours",
            training.plan().rowsPerPerson() == 1
                ? "data sets that differ by one row added or removed"
                : "data sets that differ by one person's rows added or removed",
        "rowsPerPerson", training.plan().rowsPerPerson(),
        "sampling", Fields.written(training.plan().sampling()),
        "rate", training.rate(),
        "rows", training.rows(),
        "batch", training.batch(),
        "clipping",
            training.plan().clipping() == Clipping.PER_SAMPLE_NORMALISED
                ? "automatic"
                : "per-sample",
        "clip", training.plan().clipNorm(),
        "noise", training.plan().noiseMultiplier(),
        "gradientNoise", training.gradientNoise(),
        "statistics",
            training.statistics().stream()
                .map(s -> s.tree(training.plan().noiseMultiplier()))
                .toList(),
        "randomness", Fields.written(training.plan().noise()));
  }

  private String unit() {
    int most = training.plan().rowsPerPerson();
    return most == 1
        ? "one training row, as the model reads it"
        : "one person with at most " + most + " training rows, as the model reads them";
  }

  /**
   * Returns the whole.
   *
   * @param done steps done
   * @param perEpoch steps of an epoch
   * @param stopped whether a look at results ended training early
   * @param uncovered what the guarantee does not cover
   */
  public Map<String, Object> spent(
      long done, long perEpoch, boolean stopped, List<String> uncovered) {
    Map<String, Object> tree = mechanism();
    Optional<PrivacyAccount> account = accounts.apply(done);
    tree.put("steps", done);
    tree.put("stepsPlanned", training.steps());
    tree.put("accountant", account.map(PrivacyAccount::accountant).orElse(null));
    tree.put("epsilon", account.map(a -> a.epsilon().upper()).orElse(null));
    tree.put("epsilonLower", account.map(a -> a.epsilon().lower()).orElse(null));
    tree.put("delta", account.map(PrivacyAccount::delta).orElse(null));
    tree.put("endedEarly", stopped);
    tree.put("epsilonPlanned", promised(account, done).orElse(null));
    tree.put("course", account.isPresent() ? course(done, perEpoch) : List.of());
    tree.put("warnings", warnings(account));
    tree.put("notCovered", uncovered);
    return tree;
  }

  private Optional<Double> promised(Optional<PrivacyAccount> account, long done) {
    return (done == training.steps() ? account : accounts.apply(training.steps()))
        .map(a -> a.epsilon().upper());
  }

  private List<Object> course(long done, long perEpoch) {
    List<Object> course = new ArrayList<>();
    long epochs = done / perEpoch;
    long stride = Math.max(1, (epochs + POINTS - 1) / POINTS);
    for (long epoch = stride; epoch <= epochs; epoch += stride) {
      long step = epoch * perEpoch;
      long at = epoch;
      accounts
          .apply(step)
          .ifPresent(
              a -> course.add(Tree.of("epoch", at, "step", step, "epsilon", a.epsilon().upper())));
    }
    return course;
  }

  /** Returns what a reader must know before any figure. */
  public List<String> warnings(Optional<PrivacyAccount> account) {
    List<String> warnings = new ArrayList<>();
    if (training.plan().noise() == NoiseSource.SEEDED) {
      warnings.add(
          "NOT PRIVATE: the noise follows from the run's seed, and who knows the seed can take it"
              + " off again");
    }
    if (training.plan().sampling() != Sampling.POISSON) {
      warnings.add("NOT PRIVATE: rows are not drawn by Poisson sampling, as accountants assume");
    }
    account.ifPresentOrElse(
        a -> warnings.addAll(EpsilonWords.warnings(a.epsilon().upper())),
        () -> warnings.add("The policy tells no differential privacy"));
    return warnings;
  }
}
