package plugins.privacy.internal.attack;

/**
 * What the settings of attacks on rows have in common. Annotation types cannot extend each other,
 * so each lists its settings; what they say and allow stands here.
 */
final class MembershipSettings {
  /** Rows of each kind. */
  static final String ROWS =
      "Greatest number of members and of non-members; as many of each are drawn at random.";

  static final String FEWEST_ROWS = "10";
  static final String MOST_ROWS = "1000000";
  static final int USUAL_ROWS = 2000;

  /** Reference models. */
  static final String REFERENCES =
      "Reference models that calibrate the attack, each trained on half of the rows: 0 for none, or"
          + " at least 4.";

  static final String MOST_REFERENCES = "256";

  /** How membership is inferred. */
  static final String ATTACK =
      "AUTO is LIKELIHOOD_RATIO with 64 reference models or more, CALIBRATED with fewer, and LOSS"
          + " without.";

  private MembershipSettings() {}
}
