package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;

/**
 * How precisely a batch measures a gap: root mean squares over pairs, quantities and columns. The
 * standard error is the one that the gap would have if groups did not differ, from the variance
 * over all rows; where fewer than two groups can be compared it is that of two single rows.
 */
final class Precision {
  private Tensor gaps;
  private Tensor errors;
  private int columns;

  /** Adds the rates of one column. */
  void add(GroupRates rates) {
    Tensor present = rates.present();
    Tensor comparable = rates.comparable();
    Tensor inverse = present.div(rates.size().detach().clampMin(1e-6)).sum(0);
    Tensor each = inverse.div(rates.groups().clampMin(1)).mul(2);
    Tensor error = rates.variance().mul(comparable.where(each, each.constant(2)));
    Tensor squared = Pairs.squared(rates.rate().detach(), present);
    add(squared.sub(error).clampMin(0).mul(comparable).mean(), error.mean());
  }

  /** Adds the squares of a gap without what chance adds, and of its standard error; scalars. */
  void add(Tensor gap, Tensor error) {
    gaps = gaps == null ? gap : gaps.add(gap);
    errors = errors == null ? error : errors.add(error);
    columns++;
  }

  /** Tells the run; nothing if no column has groups. */
  void report(PenaltyContext batch) {
    if (columns == 0) {
      return;
    }
    batch.estimated(gaps.div(columns).sqrt(), errors.div(columns).sqrt());
  }
}
