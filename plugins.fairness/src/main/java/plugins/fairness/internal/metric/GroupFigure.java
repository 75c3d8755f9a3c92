package plugins.fairness.internal.metric;

import java.util.List;

/**
 * What a group fairness metric compares.
 *
 * @param title name for readers, such as equalized odds
 * @param comparison whether rates are subtracted or divided
 * @param mean with several rates: whether their mean counts, rather than the worst
 * @param rates the rates, at least one; groups show the first
 */
record GroupFigure(String title, Comparison comparison, boolean mean, List<Rate> rates) {
  static GroupFigure difference(Rate rate) {
    return new GroupFigure(rate.title(), Comparison.DIFFERENCE, false, List.of(rate));
  }

  static GroupFigure ratio(Rate rate) {
    return new GroupFigure(rate.title(), Comparison.RATIO, false, List.of(rate));
  }

  static GroupFigure worstOf(String title, Comparison comparison, Rate... rates) {
    return new GroupFigure(title, comparison, false, List.of(rates));
  }

  static GroupFigure meanOf(String title, Comparison comparison, Rate... rates) {
    return new GroupFigure(title, comparison, true, List.of(rates));
  }

  /**
   * Joins the figures of the rates. A ratio 0/0 of one of them is parity in that rate, and the
   * others decide.
   */
  double join(double[] each) {
    double worst = Double.NaN;
    double sum = 0;
    int defined = 0;
    for (double figure : each) {
      worst = comparison.worse(worst, figure);
      sum += Double.isNaN(figure) ? 0 : figure;
      defined += Double.isNaN(figure) ? 0 : 1;
    }
    return mean ? sum / defined : worst;
  }
}
