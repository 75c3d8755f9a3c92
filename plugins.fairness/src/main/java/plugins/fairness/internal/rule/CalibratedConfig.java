package plugins.fairness.internal.rule;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of calibrated equalized odds. */
@ObjectClassDefinition(
    name = "Calibrated equalized odds",
    description = "Makes one error rate equal between groups and keeps scores calibrated.")
@interface CalibratedConfig {
  /** Protected columns; their combinations are the groups. */
  @AttributeDefinition(
      description = "Protected columns whose combinations of values are the groups; none for all.")
  String[] columns() default {};

  /** The error that is made equal. */
  @AttributeDefinition(
      description = "The error that is made equal; with calibration it can be only one.")
  OddsCost cost() default OddsCost.WEIGHTED;

  /** Price of the one error. */
  @AttributeDefinition(min = "0", description = "Price of a false positive, for WEIGHTED.")
  double wronglyFavoured() default 1;

  /** Price of the other. */
  @AttributeDefinition(min = "0", description = "Price of a false negative, for WEIGHTED.")
  double wronglyRefused() default 1;

  /** Rows that a group needs. */
  @AttributeDefinition(
      min = "1",
      description =
          "Validation rows that a group needs to take part; the scores of a smaller one stay.")
  int smallGroup() default 30;

  /** Rows without a group. */
  @AttributeDefinition(
      description =
          "What becomes of a row whose group is missing or was not among the validation rows: its"
              + " scores stay, or the rows are refused.")
  Unknown unknown() default Unknown.POOLED;
}
