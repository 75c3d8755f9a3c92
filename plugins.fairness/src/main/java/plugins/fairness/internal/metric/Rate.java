package plugins.fairness.internal.metric;

import governance.api.evaluate.Basis.Exchange;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a group that follows from its outcomes, by whether rows are and are predicted to be
 * of the positive class: the favourable one, or the one that a setting names.
 */
enum Rate {
  /** Predicted positive among all rows. */
  SELECTION("selection rate", Exchange.ALL, o -> (o.tp() + o.fp()) / o.all()),
  /** Positive among all rows, by the labels. */
  BASE("base rate", Exchange.ALL, o -> (o.tp() + o.fn()) / o.all()),
  /** Predicted positive among those that are. */
  TRUE_POSITIVE("true positive rate", Exchange.SAME_LABEL, o -> o.tp() / (o.tp() + o.fn())),
  /** Predicted positive among those that are not. */
  FALSE_POSITIVE("false positive rate", Exchange.SAME_LABEL, o -> o.fp() / (o.fp() + o.tn())),
  /** Predicted not to be positive among those that are. */
  FALSE_NEGATIVE("false negative rate", Exchange.SAME_LABEL, o -> o.fn() / (o.tp() + o.fn())),
  /** Predicted not to be positive among those that are not. */
  TRUE_NEGATIVE("true negative rate", Exchange.SAME_LABEL, o -> o.tn() / (o.fp() + o.tn())),
  /** Positive among those predicted to be: precision. */
  POSITIVE_PREDICTIVE(
      "positive predictive value", Exchange.SAME_PREDICTION, o -> o.tp() / (o.tp() + o.fp())),
  /** Not positive among those predicted not to be. */
  NEGATIVE_PREDICTIVE(
      "negative predictive value", Exchange.SAME_PREDICTION, o -> o.tn() / (o.fn() + o.tn())),
  /** Not positive among those predicted to be. */
  FALSE_DISCOVERY(
      "false discovery rate", Exchange.SAME_PREDICTION, o -> o.fp() / (o.tp() + o.fp())),
  /** Positive among those predicted not to be. */
  FALSE_OMISSION("false omission rate", Exchange.SAME_PREDICTION, o -> o.fn() / (o.fn() + o.tn())),
  /** Predicted rightly among all rows. */
  ACCURACY("accuracy", Exchange.ALL, o -> (o.tp() + o.tn()) / o.all()),
  /** Predicted wrongly among all rows. */
  ERROR("error rate", Exchange.ALL, o -> (o.fp() + o.fn()) / o.all()),
  /** Mean of true positive and true negative rate. */
  BALANCED_ACCURACY(
      "balanced accuracy",
      Exchange.SAME_LABEL,
      o -> (o.tp() / (o.tp() + o.fn()) + o.tn() / (o.fp() + o.tn())) / 2),
  /** Misses for each false alarm. */
  TREATMENT("false negatives per false positive", Exchange.ALL, o -> o.fn() / o.fp()),
  /** Mean of true and false positive rate. */
  AVERAGE_ODDS(
      "average odds",
      Exchange.SAME_LABEL,
      o -> (o.tp() / (o.tp() + o.fn()) + o.fp() / (o.fp() + o.tn())) / 2),
  /** Mean of positive predictive value and false omission rate. */
  AVERAGE_PREDICTIVE(
      "average predictive value",
      Exchange.SAME_PREDICTION,
      o -> (o.tp() / (o.tp() + o.fp()) + o.fn() / (o.fn() + o.tn())) / 2),
  /** Weight of the group's rows; not defined where there are none. */
  SIZE("size", Exchange.NONE, o -> o.all() > 0 ? o.all() : Double.NaN);

  private final String title;
  private final Exchange exchange;
  private final ToDoubleFunction<Outcomes> figure;

  Rate(String title, Exchange exchange, ToDoubleFunction<Outcomes> figure) {
    this.title = title;
    this.exchange = exchange;
    this.figure = figure;
  }

  /** Returns the name for readers. */
  String title() {
    return title;
  }

  /** Returns which rows may exchange groups where groups do not differ in this rate. */
  Exchange exchange() {
    return exchange;
  }

  /** Returns the figure, NaN where the outcomes have nothing that it is taken among. */
  double of(Outcomes outcomes) {
    double value = figure.applyAsDouble(outcomes);
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
