package plugins.privacy.internal.dp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of differentially private training. */
@ObjectClassDefinition(
    name = "Differentially private training",
    description = "Clips the gradient of each row and adds the noise that a target needs.")
@interface DpConfig {
  /** Which accountant computes ε. */
  enum Accountant {
    /** Distributions of the privacy loss. */
    PLD,
    /** Rényi divergences. */
    RDP
  }

  /** What noise is drawn from. */
  enum Randomness {
    /** A cryptographic generator with a key that nobody knows. */
    CRYPTOGRAPHIC,
    /** The run's seed. */
    SEEDED
  }

  /** The target. */
  @AttributeDefinition(
      description =
          "Target ε, usually 1 to 8: the noise that the run's rows, batch and steps need for it is"
              + " found. 0, the default, when the noise is given instead.")
  double epsilon() default 0;

  /** The probability that the guarantee fails. */
  @AttributeDefinition(
      description =
          "Probability δ with which the guarantee may fail: a number, or an expression in the"
              + " number n of training rows such as 1/n^1.1 or 0.1/n. Below 1/n.")
  String delta() default Delta.USUAL;

  /** The bound on norms. */
  @AttributeDefinition(
      description =
          "Greatest norm of the gradient of one row; or auto, which scales each gradient to a norm"
              + " just below 1, so that nothing has to be tuned.")
  String clip() default Clip.AUTO;

  /** The noise. */
  @AttributeDefinition(
      description =
          "Noise multiplier, the standard deviation of the noise in units of the clip, instead of"
              + " epsilon. 0, the default, to have it found.")
  double noise() default 0;

  /** Rows of one person. */
  @AttributeDefinition(
      min = "1",
      max = "1000",
      description =
          "How many training rows one person has at most: ε and δ are then those of a person. Above"
              + " 1 the noise grows with it. privacy.rows-per-person sees to it that nobody has"
              + " more.")
  int rowsPerPerson() default 1;

  /** The accountant. */
  @AttributeDefinition(
      description =
          "What computes ε: PLD (tight, with a lower bound) or RDP (quick, 10 to 30 % more).")
  Accountant accountant() default Accountant.PLD;

  /** What noise is drawn from. */
  @AttributeDefinition(
      description =
          "CRYPTOGRAPHIC, or SEEDED for runs that can be repeated: who knows the seed can take the"
              + " noise off again, so such a model is NOT PRIVATE and marked so.")
  Randomness randomness() default Randomness.CRYPTOGRAPHIC;
}
