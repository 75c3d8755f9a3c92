package governance.runtime.internal.train;

/**
 * The weight λ of a penalty that is to stay at or below a target, found by dual ascent while the
 * model descends (Lagrange multiplier of the constrained problem; Cotter et al. 2019, "Two-player
 * games for efficient non-convex constrained optimization"): after each step λ ← min(λmax, max(0, λ
 * + η(m − target))), where m is the term smoothed over steps. λ rises while the term is above its
 * target and falls to 0 when the constraint holds by itself.
 */
final class Multiplier {
  /**
   * Rate η in units of 1 / target, because a term on a smaller scale needs a greater weight: with
   * the term at twice its target the weight rises by 2 in 100 steps.
   */
  static final double RATE = 0.02;

  /** Share of the past in the smoothed term; a term of one small batch is noisy. */
  static final double MEMORY = 0.9;

  /**
   * Bound on weight times target, so that a target that cannot be reached does not drown the base
   * loss for ever.
   */
  static final double GREATEST = 10;

  /** Targets below this, 0 included, are scaled as if they were this great. */
  static final double LEAST = 1e-3;

  /** Least weight of a term that trains tensors of its own. */
  static final double FLOOR = 1e-3;

  private final double target;
  private final double floor;
  private double weight;
  private double used;
  private double mean;
  private long seen;

  Multiplier(double target) {
    this(target, false);
  }

  /**
   * Begins.
   *
   * @param trains whether the term trains tensors of its own, which learn nothing at a weight of 0:
   *     then the weight does not fall below a value that the model hardly feels, while the
   *     optimiser takes gradients of any size for equal
   */
  Multiplier(double target, boolean trains) {
    this.target = target;
    this.floor = trains ? FLOOR : 0;
    this.weight = floor;
    this.used = floor;
  }

  /** Returns the weight to use until the next {@link #adopt}. */
  double weight() {
    return used;
  }

  /** Takes what was observed into use. */
  void adopt() {
    used = weight;
  }

  /** Takes the value that the term had in the step just done. */
  void observe(double term) {
    mean = MEMORY * mean + (1 - MEMORY) * term;
    seen++;
    double scale = Math.max(LEAST, target);
    double next = weight + RATE / scale * (smoothed() - target);
    weight = Math.min(GREATEST / scale, Math.max(floor, next));
  }

  /**
   * Returns the smoothed term, free of the bias towards its start at 0; NaN before the first step.
   */
  double smoothed() {
    return seen == 0 ? Double.NaN : mean / (1 - Math.pow(MEMORY, seen));
  }

  /** Returns all that a resumed run needs. */
  double[] state() {
    return new double[] {weight, mean, seen, used};
  }

  void restore(double[] state) {
    weight = state[0];
    mean = state[1];
    seen = (long) state[2];
    // checkpoints of versions that adopted after each step have three values
    used = state.length > 3 ? state[3] : weight;
  }
}
