package governance.runtime.internal.border;

import governance.api.GovernanceException;
import governance.api.run.ContributionInfo;
import java.util.concurrent.Callable;

/**
 * The border to contributions: every call into one goes through here. What it throws becomes a
 * {@link ContributionFailedException} that names it; a {@link GovernanceException} passes, because
 * it is how a contribution says that spec or data do not suit it.
 */
public final class Border {
  private Border() {}

  /**
   * Calls a contribution.
   *
   * @param who the contribution
   * @param call the call; must not return null
   */
  public static <R> R call(ContributionInfo who, Callable<R> call) {
    R result;
    try {
      result = call.call();
    } catch (GovernanceException | ContributionFailedException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContributionFailedException(who, "was interrupted", e);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw new ContributionFailedException(who, "threw " + e, e);
    }
    if (result == null) {
      throw new ContributionFailedException(who, "returned null", null);
    }
    return result;
  }
}
