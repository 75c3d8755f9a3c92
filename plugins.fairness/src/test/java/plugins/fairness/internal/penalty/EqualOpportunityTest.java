package plugins.fairness.internal.penalty;

import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;

class EqualOpportunityTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new EqualOpportunity();
  }
}
