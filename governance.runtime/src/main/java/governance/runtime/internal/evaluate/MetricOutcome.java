package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.run.ContributionInfo;
import java.util.List;

/**
 * What a metric found for all models.
 *
 * @param info the metric
 * @param baseline the figure of the untuned model, or null when the metric failed
 * @param tuned the figure of the tuned model, or null when the metric failed
 * @param change interval of the change, both models resampled with the same rows; null where there
 *     is none
 * @param reference the figure of the model trained without penalties, or null when there is none
 * @param cost interval of tuned minus reference, both resampled with the same rows; null where
 *     there is none
 * @param training interval of reference minus baseline, in the same way; null where there is none
 * @param tests tests against no difference between groups, for each of baseline, tuned and
 *     reference; empty where the metric does not see predictions
 * @param failure how the contribution failed, or null; not a verdict of the metric
 */
public record MetricOutcome(
    ContributionInfo info,
    MetricResult baseline,
    MetricResult tuned,
    Interval change,
    MetricResult reference,
    Interval cost,
    Interval training,
    List<List<ParityTest>> tests,
    String failure) {
  /** Copies the tests. */
  public MetricOutcome {
    tests = List.copyOf(tests);
  }

  /** Returns what a metric found in a run without a reference. */
  public static MetricOutcome of(
      ContributionInfo info, MetricResult baseline, MetricResult tuned, Interval change) {
    return new MetricOutcome(info, baseline, tuned, change, null, null, null, List.of(), null);
  }

  /** Returns how a metric failed. */
  public static MetricOutcome failed(ContributionInfo info, String failure) {
    return new MetricOutcome(info, null, null, null, null, null, null, List.of(), failure);
  }

  /** Returns the tests of the untuned model. */
  public List<ParityTest> baselineTests() {
    return tests.isEmpty() ? List.of() : tests.get(0);
  }

  /** Returns the tests of the tuned model. */
  public List<ParityTest> tunedTests() {
    return tests.size() < 2 ? List.of() : tests.get(1);
  }

  /** Returns the tests of the model trained without penalties. */
  public List<ParityTest> referenceTests() {
    return tests.size() < 3 ? List.of() : tests.get(2);
  }

  /** Returns the tuned figure minus the baseline's; NaN where one of them is not defined. */
  public double difference() {
    return failure != null ? Double.NaN : tuned.value() - baseline.value();
  }

  /** Returns the tuned figure minus the reference's; NaN where one of them is not defined. */
  public double againstReference() {
    return reference == null ? Double.NaN : tuned.value() - reference.value();
  }

  /** Returns the reference's figure minus the baseline's; NaN where one of them is not defined. */
  public double withoutPenalties() {
    return reference == null ? Double.NaN : reference.value() - baseline.value();
  }
}
