package plugins.fairness.internal.rule;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of reject-option classification. */
@ObjectClassDefinition(
    name = "Reject option",
    description = "Decides close to the threshold in favour of groups that are favoured less.")
@interface RejectConfig {
  /** Protected columns; their combinations are the groups. */
  @AttributeDefinition(
      description = "Protected columns whose combinations of values are the groups; none for all.")
  String[] columns() default {};

  /** Groups that are favoured more. */
  @AttributeDefinition(
      description =
          "Privileged groups, each as its values in the order of the columns with | between, such"
              + " as male or male|White; none for those whose selection rate on the validation rows"
              + " is above that of all rows.")
  String[] privileged() default {};

  /** What is kept small. */
  @AttributeDefinition(description = "The difference between groups that is kept below the bound.")
  Disparity disparity() default Disparity.SELECTION_RATE;

  /** How small. */
  @AttributeDefinition(
      min = "0",
      max = "1",
      description =
          "Greatest difference on the validation rows; where no margin reaches it, that of the least"
              + " difference is chosen, which is said.")
  double bound() default 0.05;

  /** What is made greatest beside that. */
  @AttributeDefinition(description = "What is made as good as the bound allows.")
  Objective objective() default Objective.BALANCED_ACCURACY;

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

  /** Whether the threshold is chosen too. */
  @AttributeDefinition(
      description =
          "Whether the threshold is chosen with the margin, from 0.01 to 0.99; otherwise it is 0.5.")
  boolean searchThreshold() default false;

  /** Margins that are tried. */
  @AttributeDefinition(
      min = "2",
      max = "1000",
      description = "How many margins are tried for a threshold, evenly spread.")
  int margins() default 50;

  /** Rows that a group needs. */
  @AttributeDefinition(
      min = "1",
      description =
          "Validation rows that a group needs to count as privileged or not; a smaller one is"
              + " decided by the threshold alone.")
  int smallGroup() default 30;

  /** Rows without a group. */
  @AttributeDefinition(
      description =
          "What becomes of a row whose group is missing or was not among the validation rows: the"
              + " threshold alone decides, or the rows are refused.")
  Unknown unknown() default Unknown.POOLED;
}
