package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.metric.GroupSettings;

/** The settings of this kind of metric. */
@ObjectClassDefinition(name = "Loss by group", description = "Which groups are compared.")
@interface LossConfig {
  /** Protected columns; none for all. */
  @AttributeDefinition(description = GroupSettings.COLUMNS)
  String[] columns() default {};

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
