package plugins.fairness.internal.metric.score;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.metric.GroupSettings;

/** Calibration by group. */
@ObjectClassDefinition(
    name = "Calibration by group",
    description = "How far scores are from how often rows are of the class, by group.")
@interface CalibrationConfig {
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

  /** Number of bins. */
  @AttributeDefinition(
      min = "1",
      max = "1000",
      description = "Number of equally wide bins that the scores are put into.")
  int bins() default 15;
}
