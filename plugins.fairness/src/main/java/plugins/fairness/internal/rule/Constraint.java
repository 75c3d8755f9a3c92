package plugins.fairness.internal.rule;

/** What thresholds make equal between groups. */
enum Constraint {
  /** The share of favoured rows. */
  DEMOGRAPHIC_PARITY("selection rates (demographic parity)"),
  /** The share of favoured rows among those of the favourable class. */
  EQUAL_OPPORTUNITY("true positive rates (equal opportunity)"),
  /** The share of favoured rows among all others. */
  PREDICTIVE_EQUALITY("false positive rates (predictive equality)"),
  /** Both of these. */
  EQUALIZED_ODDS("true and false positive rates (equalized odds)");

  private final String title;

  Constraint(String title) {
    this.title = title;
  }

  /** Returns what is made equal, for readers. */
  String title() {
    return title;
  }

  /** Returns the rate that is made equal; of the two of odds the false positive rate. */
  double rate(Curve curve, Point point) {
    return switch (this) {
      case DEMOGRAPHIC_PARITY -> curve.selection(point);
      case EQUAL_OPPORTUNITY -> curve.truePositiveRate(point);
      case PREDICTIVE_EQUALITY, EQUALIZED_ODDS -> curve.falsePositiveRate(point);
    };
  }
}
