package plugins.privacy.internal.attack;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of membership inference. */
@ObjectClassDefinition(
    name = "Membership inference",
    description = "Tells training rows from held-out rows by what the model answers for them.")
@interface MembershipConfig {
  /** Greatest number of rows of each kind. */
  @AttributeDefinition(
      description = MembershipSettings.ROWS,
      min = MembershipSettings.FEWEST_ROWS,
      max = MembershipSettings.MOST_ROWS)
  int rows() default MembershipSettings.USUAL_ROWS;

  /** Number of reference models. */
  @AttributeDefinition(
      description = MembershipSettings.REFERENCES,
      min = "0",
      max = MembershipSettings.MOST_REFERENCES)
  int references() default 0;

  /** How membership is inferred. */
  @AttributeDefinition(description = MembershipSettings.ATTACK)
  Attack attack() default Attack.AUTO;
}
