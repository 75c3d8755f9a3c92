package governance.testkit;

import governance.api.train.Penalty;

/** The contract holds for a plain penalty: the mean squared confidence above 0.3. */
class PenaltyContractTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return setup -> batch -> batch.outputs().sub(0.3).clampMin(0).square().mean();
  }
}
