package plugins.fairness.internal.metric;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of metrics of how a set is made up. */
@ObjectClassDefinition(
    name = "Make-up of a set",
    description = "Whose shares are looked at, and what they are compared with.")
@interface MakeupConfig {
  /** Protected columns; none for all. */
  @AttributeDefinition(description = "Protected columns; none for all of the run.")
  String[] columns() default {};

  /** The class among whose predictions shares are looked at too. */
  @AttributeDefinition(
      description =
          "Class among whose predictions the shares of groups are looked at; empty for the"
              + " favourable class.")
  String positive() default "";

  /** Shares in the population. */
  @AttributeDefinition(
      description =
          "Shares of groups in the population, each as column=group=share, for all groups of a"
              + " column or none.")
  String[] reference() default {};

  /** Groups with fewer rows are named in the note; they count all the same. */
  @AttributeDefinition(min = "0", description = GroupSettings.SMALL_GROUP)
  int smallGroup() default GroupSettings.USUAL_SMALL_GROUP;
}
