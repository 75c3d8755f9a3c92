package plugins.fairness.internal.penalty;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the Wasserstein penalty, and what others share with it by name and meaning. */
@ObjectClassDefinition(
    name = "Distance of score distributions",
    description = "Penalises different distributions of the scores of groups.")
@interface DistributionConfig {
  /** Protected columns; none for all. */
  @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
  String[] columns() default {};

  /** Whose scores are compared. */
  @AttributeDefinition(
      description =
          "FAVOURABLE: probabilities of the favourable class; ALL: of every class, on average.")
  Classes classes() default Classes.FAVOURABLE;

  /** How many rows of a group a batch must hold for the group to be compared. */
  @AttributeDefinition(
      min = "1",
      description = "Rows that must be there of a group for the group to be compared.")
  int minimumGroup() default 1;

  /** Rows of earlier batches that are compared too. */
  @AttributeDefinition(
      min = "0",
      max = "100000",
      description = "Rows of earlier batches that are compared with those of a batch; 0 for none.")
  int memory() default 0;

  /** Whether the weights of rows count. */
  @AttributeDefinition(
      description = "Whether a row counts by its weight, such as that of fairness.reweighing.")
  boolean rowWeights() default false;
}
