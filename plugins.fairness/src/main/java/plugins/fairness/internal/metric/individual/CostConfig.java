package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this kind of metric. */
@ObjectClassDefinition(
    name = "Expected cost by group",
    description = "Which groups are compared, and what mistakes cost.")
@interface CostConfig {
  /** Protected columns; none for all. */
  @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
  String[] columns() default {};

  /** What mistakes cost. */
  @AttributeDefinition(
      description =
          "What mistaking a row of a class costs, each class=cost with a cost of at least 0, such as bad=5; classes that are not named cost 1.")
  String[] costs() default {};

  /** The privileged group of a column. */
  @AttributeDefinition(
      description =
          "Privileged groups, each as column=group. For these columns the figure of the others, pooled, against the privileged group is added as a part, with its sign.")
  String[] privileged() default {};

  /** How many protected columns are crossed. */
  @AttributeDefinition(
      min = "1",
      max = "8",
      description = "Up to how many protected columns are crossed.")
  int intersect() default 1;

  /** Groups with fewer rows are named. */
  @AttributeDefinition(
      min = "0",
      description = "Groups with fewer rows are named in the note; they count all the same.")
  int smallGroup() default 30;
}
