package plugins.fairness.internal.rule;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of thresholds by group. */
@ObjectClassDefinition(
    name = "Thresholds by group",
    description = "Favours from a score on that depends on the group, so that rates are equal.")
@interface ThresholdConfig {
  /** Protected columns; their combinations are the groups. */
  @AttributeDefinition(
      description = "Protected columns whose combinations of values are the groups; none for all.")
  String[] columns() default {};

  /** What is made equal. */
  @AttributeDefinition(
      description =
          "What is made equal between groups: selection rates, true positive rates, false positive"
              + " rates, or the last two.")
  Constraint constraint() default Constraint.DEMOGRAPHIC_PARITY;

  /** What is made greatest beside that. */
  @AttributeDefinition(description = "What is made as good as the constraint allows.")
  Objective objective() default Objective.ACCURACY;

  /** Price of the one error. */
  @AttributeDefinition(
      min = "0",
      description = "Cost of favouring a row wrongly, for EXPECTED_COST.")
  double wronglyFavoured() default 1;

  /** Price of the other. */
  @AttributeDefinition(
      min = "0",
      description = "Cost of refusing a row wrongly, for EXPECTED_COST.")
  double wronglyRefused() default 1;

  /** Whether lots are drawn. */
  @AttributeDefinition(
      description =
          "Whether lots are drawn between thresholds, which meets the constraint exactly on the"
              + " validation rows. Without lots rates may differ by the tolerance.")
  boolean randomised() default false;

  /** How far rates may lie apart without lots. */
  @AttributeDefinition(
      min = "0",
      max = "1",
      description =
          "Greatest difference of rates between groups without lots; widened where no thresholds"
              + " reach it, which is said.")
  double tolerance() default 0.02;

  /** Whether low scores may be favoured. */
  @AttributeDefinition(
      description = "Whether a group may be favoured below a threshold instead of above it.")
  boolean flip() default false;

  /** Steps of the common rate. */
  @AttributeDefinition(
      min = "0",
      max = "100000",
      description =
          "With lots: into how many steps the common rate is divided, as Fairlearn does; 0 for the"
              + " exact optimum.")
  int gridSize() default 0;

  /** Rows that a group needs. */
  @AttributeDefinition(
      min = "1",
      description =
          "Validation rows that a group needs for thresholds of its own; a smaller one is decided"
              + " by the pooled threshold.")
  int smallGroup() default 30;

  /** Rows without a group. */
  @AttributeDefinition(
      description =
          "What becomes of a row whose group is missing or was not among the validation rows: the"
              + " pooled threshold decides, or the rows are refused.")
  Unknown unknown() default Unknown.POOLED;
}
