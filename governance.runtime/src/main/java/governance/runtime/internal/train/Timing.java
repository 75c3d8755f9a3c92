package governance.runtime.internal.train;

import governance.engine.StepResult;
import governance.runtime.internal.store.Tree;
import java.util.Arrays;
import java.util.Map;

/**
 * How long steps took. Times differ between runs, so they are kept apart from everything that does
 * not.
 */
public final class Timing {
  private static final int RECENT = 20;

  private long[] steps = new long[256];
  private int count;
  private long all;
  private long input;
  private long tokens;

  void add(StepResult step) {
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, count * 2);
    }
    steps[count++] = step.stepNanos();
    all += step.stepNanos();
    input += step.inputNanos();
    tokens += step.tokens();
  }

  /** Returns steps per second over the last steps. */
  public double recentRate() {
    int from = Math.max(0, count - RECENT);
    long nanos = Arrays.stream(steps, from, count).sum();
    return nanos == 0 ? 0 : (count - from) * 1e9 / nanos;
  }

  /**
   * Returns the times as they are written to {@code timing.json}; {@code batch} is rows in a step.
   */
  public Map<String, Object> tree(int batch) {
    double seconds = all / 1e9;
    long[] sorted = Arrays.copyOf(steps, count);
    Arrays.sort(sorted);
    boolean any = count > 0 && all > 0;
    return Tree.of(
        "seconds", seconds,
        "steps", count,
        "rowsPerSecond", any ? count * (double) batch / seconds : null,
        "tokensPerSecond", any ? tokens / seconds : null,
        "stepMillis", any ? sorted[count / 2] / 1e6 : null,
        "inputWaitShare", any ? input / (double) all : null);
  }
}
