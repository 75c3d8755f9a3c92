package governance.runtime.internal.sweep;

import governance.api.run.RunRequest;
import java.util.List;

/**
 * What a sweep is asked for.
 *
 * @param run what every run has in common; its {@code out} is the folder that holds sweeps
 * @param vary what is varied; empty for what the spec's first fairness penalty suggests
 * @param seeds the seeds of each point's runs, at least one
 * @param utility id of the metric that is to stay good
 * @param disparity id of the metric that is to become better
 */
public record SweepRequest(
    RunRequest run, List<Vary> vary, List<Long> seeds, String utility, String disparity) {
  /** The metric that stays good where none is named. */
  public static final String UTILITY = "quality.accuracy";

  /** The metric that becomes better where none is named. */
  public static final String DISPARITY = "fairness.demographic-parity-difference";

  /** The seeds where none are named. */
  public static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  /** Copies the lists. */
  public SweepRequest {
    vary = List.copyOf(vary);
    seeds = List.copyOf(seeds);
  }

  /** Returns the same with other keys varied. */
  SweepRequest varying(List<Vary> other) {
    return new SweepRequest(run, other, seeds, utility, disparity);
  }
}
