package governance.api.privacy;

import governance.api.inspect.AnalysisResult;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Describes rows by figures with noise, so that whoever sees them learns next to nothing of any one
 * row (differential privacy, for data sets that differ by one row added or removed). A service; no
 * contribution to a run, for every release spends budget. The command line calls it from one
 * thread.
 *
 * @since 1.1
 */
@ConsumerType
public interface PrivateSummarizer {
  /**
   * Releases counts, histograms, means and medians. Whatever is in the result is private under ε
   * and δ of the setup together, the number of rows included; nothing else may depend on the rows,
   * not even whether there is an error.
   *
   * @throws governance.api.GovernanceException if δ or columns do not suit
   */
  AnalysisResult summarize(SummarySetup setup);
}
