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
      description =
          "Greatest number of members and of non-members; as many of each are drawn at random.",
      min = "10",
      max = "1000000")
  int rows() default 2000;

  /** Number of reference models. */
  @AttributeDefinition(
      description =
          "Reference models that calibrate the attack, each trained on half of the rows: 0 for"
              + " none, or at least 4.",
      min = "0",
      max = "256")
  int references() default 0;

  /** How membership is inferred. */
  @AttributeDefinition(
      description =
          "AUTO is LIKELIHOOD_RATIO with 16 reference models or more, CALIBRATED with fewer, and"
              + " LOSS without.")
  Attack attack() default Attack.AUTO;
}
