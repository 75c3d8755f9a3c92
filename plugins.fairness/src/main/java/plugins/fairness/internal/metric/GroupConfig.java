package plugins.fairness.internal.metric;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings that all group fairness metrics share. */
@ObjectClassDefinition(
    name = "Group fairness metric",
    description = "Which groups are compared, with what, and which of them count as privileged.")
@interface GroupConfig {
  /** With what groups are compared. */
  enum Reference {
    /** With each other. */
    GROUPS,
    /** With all rows together. */
    OVERALL
  }

  /** Protected columns to compare; none for all. */
  @AttributeDefinition(description = GroupSettings.COLUMNS)
  String[] columns() default {};

  /** The class whose rates are compared. */
  @AttributeDefinition(
      description =
          "Class whose rates are compared, such as the condition to be found; empty for the"
              + " favourable class.")
  String positive() default "";

  /** Whether each class is the positive one in turn. */
  @AttributeDefinition(
      description =
          "Whether each class is the positive one in turn and the worst counts, for more than two"
              + " classes; then positive is not asked.")
  boolean eachClass() default false;

  /** The privileged group of a column, as column=group. */
  @AttributeDefinition(
      description =
          "Privileged groups, each as column=group. For these columns the figures of AIF360"
              + " (unprivileged against privileged, all other groups pooled) are added as parts.")
  String[] privileged() default {};

  /** With what groups are compared. */
  @AttributeDefinition(
      description =
          "GROUPS: the value compares the groups with each other; OVERALL: each with all rows"
              + " together. Both are among the parts.")
  Reference reference() default Reference.GROUPS;

  /** How many protected columns are crossed. */
  @AttributeDefinition(
      min = "1",
      max = GroupSettings.MOST_CROSSED,
      description =
          "Up to how many protected columns are crossed: 2 compares the groups of each pair of"
              + " columns besides those of each column.")
  int intersect() default 1;

  /** Columns within whose values groups are compared. */
  @AttributeDefinition(
      description =
          "Columns that a difference may rest on (control features): groups are compared within"
              + " each combination of their values, and the mean by size counts.")
  String[] given() default {};

  /** Groups with fewer rows are named in the note; they count all the same. */
  @AttributeDefinition(min = "0", description = GroupSettings.SMALL_GROUP)
  int smallGroup() default GroupSettings.USUAL_SMALL_GROUP;
}
