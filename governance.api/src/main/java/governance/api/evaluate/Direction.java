package governance.api.evaluate;

/** Which way a figure is better. */
public enum Direction {
  /** Greater values are better. */
  HIGHER_IS_BETTER,
  /** Smaller values are better. */
  LOWER_IS_BETTER,
  /** The figure describes and does not judge. */
  NEUTRAL
}
