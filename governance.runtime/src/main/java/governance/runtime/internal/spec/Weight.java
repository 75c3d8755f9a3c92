package governance.runtime.internal.spec;

/** How much a penalty counts in the objective. */
public sealed interface Weight {
  /**
   * The same weight in every step.
   *
   * @param value finite, at least 0
   */
  record Constant(double value) implements Weight {}

  /**
   * A weight that goes from one value to another and then stays.
   *
   * @param from the weight at the start, finite, at least 0
   * @param to the weight at the end, finite, at least 0
   * @param over the share of the steps over which it changes, in (0, 1]
   * @param shape how it changes
   */
  record Ramp(double from, double to, double over, Shape shape) implements Weight {
    /** Returns the weight at a step, counted from 0, of a run with that many steps. */
    public double at(long step, long steps) {
      double done = steps <= 0 ? 1 : Math.min(1, step / (over * steps));
      return from + (to - from) * shape.rise(done);
    }
  }

  /**
   * A value that the penalty shall not exceed; the run adapts the weight by dual ascent.
   *
   * @param value the bound on the penalty's own value, finite, at least 0
   */
  record Target(double value) implements Weight {}

  /** How a ramp rises from 0 to 1 as the share of its time goes from 0 to 1. */
  enum Shape {
    /** In proportion to the time. */
    LINEAR,
    /** Half a cosine wave: slow, fast, slow. */
    COSINE,
    /** At once, at the end. */
    STEP;

    double rise(double done) {
      return switch (this) {
        case LINEAR -> done;
        case COSINE -> (1 - Math.cos(Math.PI * done)) / 2;
        case STEP -> done < 1 ? 0 : 1;
      };
    }
  }
}
