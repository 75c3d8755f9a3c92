package plugins.fairness.internal.metric;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings that all group fairness metrics share. */
@ObjectClassDefinition(
    name = "Group fairness metric",
    description = "Which groups are compared, and which of them count as privileged.")
@interface GroupConfig {
  /** Protected columns to compare; none for all. */
  @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
  String[] columns() default {};

  /** The class whose rates are compared. */
  @AttributeDefinition(
      description =
          "Class whose rates are compared, such as the condition to be found; empty for the"
              + " favourable class.")
  String positive() default "";

  /** The privileged group of a column, as column=group. */
  @AttributeDefinition(
      description =
          "Privileged groups, each as column=group. For these columns the figures of AIF360"
              + " (unprivileged against privileged, all other groups pooled) are added as parts.")
  String[] privileged() default {};

  /** Groups with fewer rows are named in the note; they count all the same. */
  @AttributeDefinition(
      min = "0",
      description = "Groups with fewer rows are named in the note; they count all the same.")
  int smallGroup() default 30;
}
