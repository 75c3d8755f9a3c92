package governance.runtime.internal.plan;

import governance.api.run.ContributionInfo;
import governance.api.run.RunRequest;
import java.util.Optional;
import java.util.function.Predicate;

/** Resolves requests. An OSGi service of this bundle; safe for use by several threads. */
public interface Planner {
  /**
   * Resolves a request and checks everything that can be checked before work begins. Writes
   * nothing. Never throws for what is wrong with the request, but lists all problems.
   */
  default Resolution plan(RunRequest request) {
    return again(request, info -> false);
  }

  /**
   * Resolves what it takes to look at data: the data and the analyses, and nothing of a model. A
   * planner that knows no better plans a whole run.
   */
  default Resolution inspect(InspectionRequest request) {
    return plan(request.run());
  }

  /**
   * Resolves what a run began with once more. Its spec is complete: what the installation
   * configures by now does not count.
   *
   * @param preferred the contributions that it began with, used where they can be
   */
  Resolution again(RunRequest request, Predicate<ContributionInfo> preferred);

  /**
   * Returns where further rows for the model of a run come from; columns have the roles that their
   * source suggests. Settings of the run's data source count where the same source reads them.
   *
   * @param request the run's spec, with {@code data} set to a name or file
   * @param format id of the data source, or empty to choose by the file's ending
   * @param before the source that the run read
   * @throws governance.api.GovernanceException if there is no such data, or it cannot be read
   */
  default DataPlan rows(RunRequest request, Optional<String> format, String before) {
    throw new UnsupportedOperationException("plans runs only");
  }
}
