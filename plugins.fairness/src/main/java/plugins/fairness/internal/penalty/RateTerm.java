package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.List;

/**
 * A penalty on differences between rates of groups, the mean over columns, quantities and pairs of
 * groups. With fewer than two groups in a batch no pair is left and both value and gradient are 0.
 *
 * @param compared the groups
 * @param quantity whose rates
 * @param count number of quantities
 * @param gap how a difference counts
 */
record RateTerm(Compared compared, Quantity quantity, int count, Gap gap) implements PenaltyTerm {
  /** Reads the settings that these penalties share. */
  static RateTerm of(String id, PenaltySetup setup, RateConfig config, Quantity quantity, int k) {
    config.classes().check(id, setup);
    Compared compared =
        Compared.of(id, setup, config.columns(), config.minimumGroup(), config.running());
    return new RateTerm(compared, quantity, k, config.gap());
  }

  @Override
  public List<OwnBuffer> buffers() {
    return compared.buffers(count);
  }

  @Override
  public Tensor evaluate(PenaltyContext batch) {
    Observed observed = quantity.of(batch);
    Precision precision = new Precision();
    Tensor sum = batch.constant(0);
    for (int i = 0; i < compared.size(); i++) {
      GroupRates rates = compared.rates(batch, i, observed);
      precision.add(rates);
      sum = sum.add(gap.of(rates));
    }
    precision.report(batch);
    return sum.div(compared.size());
  }
}
