package governance.api.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The explanation of a batch.
 *
 * @param attributions one for each text, in order
 * @param error the greatest absolute error of an attribution by the method's own check, in units of
 *     the explained output, or empty when the method cannot tell
 */
public record Explanation(List<Attribution> attributions, OptionalDouble error) {
  /** Copies the list. */
  public Explanation {
    attributions = List.copyOf(attributions);
    Objects.requireNonNull(error, "error");
  }

  /**
   * How much each token contributed to one output.
   *
   * @param target the index of the explained class
   * @param position the explained token, or -1 when the output concerns the whole text
   * @param scores one for each token, special tokens included; positive speaks for the class
   * @param output the explained output for the text
   * @param baselineOutput the explained output for the baseline
   */
  public record Attribution(
      int target, int position, double[] scores, double output, double baselineOutput) {

    /** Returns the convergence delta: sum of scores − (output − baseline output). */
    public double delta() {
      return Arrays.stream(scores).sum() - (output - baselineOutput);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Attribution a
          && target == a.target
          && position == a.position
          && Arrays.equals(scores, a.scores)
          && output == a.output
          && baselineOutput == a.baselineOutput;
    }

    @Override
    public int hashCode() {
      return Objects.hash(target, position, Arrays.hashCode(scores), output, baselineOutput);
    }
  }
}
