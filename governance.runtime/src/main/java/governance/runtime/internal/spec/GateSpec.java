package governance.runtime.internal.spec;

import java.util.Map;

/**
 * A release decision.
 *
 * @param id name of the decision; for a contribution its id
 * @param threshold the bound on a metric, or null when a contribution decides
 * @param settings the settings given to the contribution, without defaults; empty with a threshold
 */
public record GateSpec(String id, Threshold threshold, Map<String, Object> settings) {
  /** Copies the map. */
  public GateSpec {
    settings = Map.copyOf(settings);
  }

  /**
   * Bounds on the value of a metric; at least one of them is given.
   *
   * @param metric id of the metric
   * @param min least value that passes, or NaN
   * @param max greatest value that passes, or NaN
   * @param of which figure is judged
   * @param severity what it means when the bound does not hold
   * @param source where the bound comes from
   */
  public record Threshold(
      String metric, double min, double max, Of of, Severity severity, Source source) {}

  /** Which figure a threshold judges. */
  public enum Of {
    /** The tuned model's. */
    TUNED,
    /** The untuned model's. */
    BASELINE,
    /** The tuned model's minus the untuned model's. */
    CHANGE
  }

  /** What it means when a bound does not hold. */
  public enum Severity {
    /** Release is blocked. */
    FAIL,
    /** A reader is warned. */
    WARN
  }

  /**
   * Where a bound comes from; parts that are not known are empty.
   *
   * @param title what a reader calls it
   * @param citation section, paragraph, year
   * @param url where it can be read
   */
  public record Source(String title, String citation, String url) {
    /** No source is named. */
    public static final Source NONE = new Source("", "", "");
  }
}
