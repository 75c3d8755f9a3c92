package governance.runtime.internal.train;

import governance.engine.StepResult.Estimate;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Watches whether batches are great enough for the gap that a penalty measures: over the last steps
 * the standard error of the gap must not exceed the gap itself, unless it is small anyway. What is
 * penalised below that is chance.
 */
public final class PrecisionWatch {
  /** Share of the past in the means of squares: about 50 steps. */
  private static final double MEMORY = 0.98;

  /** Steps before anything is said. */
  static final int STEPS = 30;

  /** A standard error that nobody is warned of: 5 points of a rate, or 0.05 nats. */
  static final double SMALL = 0.05;

  private double gaps;
  private double errors;
  private long seen;
  private Warning warned;

  /**
   * That batches are too small.
   *
   * @param penalty its id
   * @param step steps done
   * @param gap root mean square of the gap over the last steps
   * @param standardError that of its standard error
   */
  public record Warning(String penalty, long step, double gap, double standardError) {
    /** Returns the warning in words. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "%s: batches are too small for the gap that it penalises: %.3f with a standard error of"
              + " %.3f over the last steps. Raise train.batch, set train.sampling, or the penalty's"
              + " running or memory.",
          penalty,
          gap,
          standardError);
    }

    /** Returns what the evidence tells. */
    public Map<String, Object> tree() {
      return Tree.of("penalty", penalty, "step", step, "gap", gap, "standardError", standardError);
    }
  }

  /** Takes what a step said; returns a warning the first time that one is due. */
  Optional<Warning> observe(String penalty, long step, Estimate estimate) {
    gaps = MEMORY * gaps + (1 - MEMORY) * estimate.gap() * estimate.gap();
    errors = MEMORY * errors + (1 - MEMORY) * estimate.standardError() * estimate.standardError();
    seen++;
    double scale = 1 - Math.pow(MEMORY, seen);
    double gap = Math.sqrt(gaps / scale);
    double error = Math.sqrt(errors / scale);
    if (warned != null || seen < STEPS || error <= Math.max(gap, SMALL)) {
      return Optional.empty();
    }
    warned = new Warning(penalty, step, gap, error);
    return Optional.of(warned);
  }

  /** Returns the warning that was given, empty if none was. */
  Optional<Warning> warned() {
    return Optional.ofNullable(warned);
  }

  /** Returns all that a resumed run needs. */
  List<Double> state() {
    return warned == null
        ? List.of(gaps, errors, (double) seen)
        : List.of(
            gaps,
            errors,
            (double) seen,
            (double) warned.step(),
            warned.gap(),
            warned.standardError());
  }

  void restore(String penalty, List<Double> state) {
    if (state.isEmpty()) {
      return;
    }
    gaps = state.get(0);
    errors = state.get(1);
    seen = state.get(2).longValue();
    if (state.size() > 3) {
      warned = new Warning(penalty, state.get(3).longValue(), state.get(4), state.get(5));
    }
  }
}
