package governance.api.train;

import org.osgi.annotation.versioning.ConsumerType;

/** A differentiable term that is added to the loss, times its weight. Lower is better. */
@ConsumerType
public interface Penalty {
  /**
   * Checks settings and data once before a run and returns the term. Called by the run's thread.
   *
   * @throws governance.api.GovernanceException if the term cannot be computed in this run; says why
   */
  PenaltyTerm prepare(PenaltySetup setup);

  /** Returns what the term looks at. */
  default PenaltyScope scope() {
    return PenaltyScope.PER_BATCH;
  }
}
