package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.metric.GroupSettings;

/** The settings of this kind of metric. */
@ObjectClassDefinition(
    name = "Expected cost by group",
    description = "Which groups are compared, and what mistakes cost.")
@interface CostConfig {
  /** Protected columns; none for all. */
  @AttributeDefinition(description = GroupSettings.COLUMNS)
  String[] columns() default {};

  /** What mistakes cost. */
  @AttributeDefinition(
      description =
          "What mistaking a row of a class costs, each class=cost with a cost of at least 0, such as bad=5; classes that are not named cost 1.")
  String[] costs() default {};

  /** The privileged group of a column. */
  @AttributeDefinition(description = GroupSettings.PRIVILEGED)
  String[] privileged() default {};

  /** How many protected columns are crossed. */
  @AttributeDefinition(
      min = "1",
      max = GroupSettings.MOST_CROSSED,
      description = GroupSettings.INTERSECT)
  int intersect() default 1;

  /** Groups with fewer rows are named. */
  @AttributeDefinition(min = "0", description = GroupSettings.SMALL_GROUP)
  int smallGroup() default GroupSettings.USUAL_SMALL_GROUP;
}
