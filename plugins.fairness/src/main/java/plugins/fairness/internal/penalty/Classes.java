package plugins.fairness.internal.penalty;

import governance.api.GovernanceException;
import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;

/** Which classes a penalty compares groups by. */
enum Classes {
  /** The favourable class. */
  FAVOURABLE,
  /** All classes, on average; no class has to be favourable. */
  ALL;

  /**
   * Refuses what the run does not have.
   *
   * @throws GovernanceException if the favourable class is wanted and the run names none
   */
  void check(String id, PenaltySetup setup) {
    if (this == FAVOURABLE && setup.favourable() < 0) {
      throw GovernanceException.spec(
          id + " setting classes",
          "is FAVOURABLE, and the run names no favourable class",
          "ALL, or a run with data.favourable, one of " + setup.classes(),
          "Set data.favourable, or set classes to ALL");
    }
  }

  /** Returns how many scores a row has: 1, or one for each class. */
  int count(PenaltySetup setup) {
    return this == FAVOURABLE ? 1 : setup.classes().size();
  }

  /** Returns the scores of each row, [B, 1] or [B, C]. */
  Tensor scores(PenaltyContext batch) {
    return this == FAVOURABLE ? batch.favourable().unsqueeze(1) : batch.outputs();
  }
}
