package plugins.fairness.internal.metric.score;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.metric.GroupSettings;

/** The settings of areas for identities. */
@ObjectClassDefinition(
    name = "Areas for identities",
    description = "Which groups are identities, and how their areas are joined.")
@interface IdentityConfig {
  /** The groups that count. */
  @AttributeDefinition(
      description =
          "Groups that count, each as column=group, such as mentions_women=yes; none for all groups"
              + " of all protected columns.")
  String[] identities() default {};

  /** The class whose scores are compared. */
  @AttributeDefinition(description = GroupSettings.POSITIVE_SCORE)
  String positive() default "";

  /** The power of the generalized mean. */
  @AttributeDefinition(
      min = "-100",
      max = "-0.01",
      description = "Power of the generalized mean: the lower, the more the worst group counts.")
  double power() default -5;
}
