package plugins.fairness.internal.metric;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of differential fairness. */
@ObjectClassDefinition(
    name = "Differential fairness",
    description = "Which columns are crossed, and how much small groups are smoothed.")
@interface DifferentialConfig {
  /** Protected columns to cross; none for all. */
  @AttributeDefinition(description = "Protected columns to cross; none for all of the run.")
  String[] columns() default {};

  /** The concentration of the prior. */
  @AttributeDefinition(
      min = "0",
      description = "Rows that the smoothing adds to each group, spread over the classes; 0: none.")
  double concentration() default 1;

  /** Groups with fewer rows are named in the note; they count all the same. */
  @AttributeDefinition(min = "0", description = GroupSettings.SMALL_GROUP)
  int smallGroup() default GroupSettings.USUAL_SMALL_GROUP;
}
