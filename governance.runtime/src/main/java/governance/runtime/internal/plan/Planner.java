package governance.runtime.internal.plan;

import governance.api.run.ContributionInfo;
import governance.api.run.RunRequest;
import java.util.function.Predicate;

/** Resolves requests. An OSGi service of this bundle; safe for use by several threads. */
public interface Planner {
  /**
   * Resolves a request and checks everything that can be checked before work begins. Writes
   * nothing. Never throws for what is wrong with the request, but lists all problems.
   */
  default Resolution plan(RunRequest request) {
    return plan(request, info -> false);
  }

  /** Does the same, with contributions that are preferred where they can be used. */
  Resolution plan(RunRequest request, Predicate<ContributionInfo> preferred);
}
