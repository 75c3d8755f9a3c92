package governance.runtime.internal.cli.command;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Who stands behind a service that commands ask and runs do not, and what to say without one. */
public final class ServiceOwner {
  private ServiceOwner() {}

  /** Returns the bundle of a service as what is blamed when it fails. */
  public static ContributionInfo of(Object service, String id) {
    Bundle bundle = FrameworkUtil.getBundle(service.getClass());
    String name = bundle == null ? "unknown" : bundle.getSymbolicName();
    String version = bundle == null ? "" : bundle.getVersion().toString();
    return new ContributionInfo(null, id, "any", name, version, "", null);
  }

  /** Returns the error for a thing that no installed bundle provides. */
  public static GovernanceException missing(String thing, String got, String remedy) {
    return new GovernanceException(new Problem(Remedy.INSTALL_BUNDLE, thing, got, "", remedy));
  }
}
