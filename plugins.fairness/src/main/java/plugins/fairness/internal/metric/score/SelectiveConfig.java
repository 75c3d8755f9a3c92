package plugins.fairness.internal.metric.score;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.metric.GroupSettings;

/** Selective accuracy by group. */
@ObjectClassDefinition(
    name = "Selective accuracy by group",
    description = "Which share of the rows a model may decide, the surest first.")
@interface SelectiveConfig {
  /** Protected columns to compare; none for all. */
  @AttributeDefinition(description = GroupSettings.COLUMNS)
  String[] columns() default {};

  /** The class whose scores are compared. */
  @AttributeDefinition(description = GroupSettings.POSITIVE_SCORE)
  String positive() default "";

  /** The privileged group of a column, as column=group. */
  @AttributeDefinition(description = GroupSettings.PRIVILEGED)
  String[] privileged() default {};

  /** How many protected columns are crossed. */
  @AttributeDefinition(
      min = "1",
      max = GroupSettings.MOST_CROSSED,
      description = GroupSettings.INTERSECT)
  int intersect() default 1;

  /** Groups with fewer rows are named in the note; they count all the same. */
  @AttributeDefinition(min = "0", description = GroupSettings.SMALL_GROUP)
  int smallGroup() default GroupSettings.USUAL_SMALL_GROUP;

  /** Share of rows decided. */
  @AttributeDefinition(
      min = "0",
      max = "1",
      description = "Share of all rows that are decided, the surest first, above 0.")
  double coverage() default 0.8;
}
