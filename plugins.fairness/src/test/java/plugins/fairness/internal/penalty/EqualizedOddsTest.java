package plugins.fairness.internal.penalty;

import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;

class EqualizedOddsTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new EqualizedOdds();
  }
}
