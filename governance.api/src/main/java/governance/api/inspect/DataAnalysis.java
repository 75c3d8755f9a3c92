package governance.api.inspect;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks at data before a model is trained on it, such as at base rates of groups. It changes
 * nothing and decides nothing; what it finds is shown and kept as evidence.
 *
 * @since 1.1
 */
@ConsumerType
public interface DataAnalysis {
  /**
   * Analyses the rows. A pure function of its input, whatever order the rows have, but for chance
   * that follows from {@link AnalysisSetup#seed()}. Time and memory should grow linearly with the
   * rows. Called by one thread.
   *
   * @return what was found; where the data has not what the analysis is about, {@link
   *     AnalysisResult#notApplicable}
   * @throws governance.api.GovernanceException if a setting does not suit the data; says what to
   *     change. A run then ends before anything is written
   */
  AnalysisResult analyse(AnalysisSetup setup);
}
