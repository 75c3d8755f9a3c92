package plugins.fairness.internal.metric.score;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.metric.GroupSettings;

/** Ranking by group. */
@ObjectClassDefinition(
    name = "Ranking by group",
    description = "How groups are placed when rows are ranked by score.")
@interface RankingConfig {
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

  /** Numeric column to rank by. */
  @AttributeDefinition(
      description = "Numeric column to rank by, greatest first; empty for the score of the class.")
  String by() default "";

  /** Length of the list. */
  @AttributeDefinition(
      min = "0",
      description = "How many of the first places are looked at; 0 for all.")
  int top() default 0;

  /** Wanted shares of groups. */
  @AttributeDefinition(
      description =
          "Wanted shares of groups, each as column=group=share, for all groups of a column or none;"
              + " by default a group's share of all rows.")
  String[] target() default {};

  /** Numeric column that a place is worth. */
  @AttributeDefinition(
      description =
          "Numeric column of what a row is worth, for the discounted cumulative gain; empty for 1"
              + " where the row is of the class.")
  String gain() default "";
}
