package plugins.fairness.internal.penalty;

import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;

class PredictiveParityTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new PredictiveParity();
  }
}
