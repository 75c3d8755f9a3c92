package plugins.fairness.internal.rule;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of calibration by group. */
@ObjectClassDefinition(
    name = "Calibration by group",
    description = "A temperature for each group, so that probabilities mean the same in all.")
@interface CalibrationConfig {
  /** Protected columns; their combinations are the groups. */
  @AttributeDefinition(
      description = "Protected columns whose combinations of values are the groups; none for all.")
  String[] columns() default {};

  /** Rows at which own and pooled temperature count alike. */
  @AttributeDefinition(
      min = "0",
      description =
          "Number of validation rows at which the temperature of a group and that of all rows count"
              + " alike; the fewer rows a group has, the more it takes that of all. 0: none of it.")
  double shrinkage() default 100;

  /** Rows that a group needs. */
  @AttributeDefinition(
      min = "1",
      description =
          "Validation rows that a group needs for a temperature of its own; a smaller one has that"
              + " of all rows.")
  int smallGroup() default 2;

  /** Rows without a group. */
  @AttributeDefinition(
      description =
          "What becomes of a row whose group is missing or was not among the validation rows: it"
              + " has the temperature of all rows, or the rows are refused.")
  Unknown unknown() default Unknown.POOLED;
}
