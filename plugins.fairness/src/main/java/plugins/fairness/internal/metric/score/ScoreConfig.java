package plugins.fairness.internal.metric.score;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings that metrics of scores share. */
@ObjectClassDefinition(
    name = "Fairness metric of scores",
    description = "Which groups' scores are compared, and of which class they are.")
@interface ScoreConfig {
  /** Protected columns to compare; none for all. */
  @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
  String[] columns() default {};

  /** The class whose scores are compared. */
  @AttributeDefinition(
      description = "Class whose scores are compared; empty for the favourable class.")
  String positive() default "";

  /** The privileged group of a column, as column=group. */
  @AttributeDefinition(
      description =
          "Privileged groups, each as column=group. For these columns the figure of the others,"
              + " pooled, against the privileged group is added as a part, with its sign.")
  String[] privileged() default {};

  /** How many protected columns are crossed. */
  @AttributeDefinition(
      min = "1",
      max = "8",
      description = "Up to how many protected columns are crossed.")
  int intersect() default 1;

  /** Groups with fewer rows are named in the note; they count all the same. */
  @AttributeDefinition(
      min = "0",
      description = "Groups with fewer rows are named in the note; they count all the same.")
  int smallGroup() default 30;
}
