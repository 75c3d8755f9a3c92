package governance.runtime.internal.plan;

import governance.api.run.RunRequest;

/** Resolves requests. An OSGi service of this bundle; safe for use by several threads. */
public interface Planner {
  /**
   * Resolves a request and checks everything that can be checked before work begins. Writes
   * nothing. Never throws for what is wrong with the request, but lists all problems.
   */
  Resolution plan(RunRequest request);
}
