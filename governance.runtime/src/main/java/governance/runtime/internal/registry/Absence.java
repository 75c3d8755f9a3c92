package governance.runtime.internal.registry;

import governance.admission.Admission;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Why something that a bundle declares is not there. */
final class Absence {
  private final Admission admission;
  private final Requirements requirements;
  private final Components components;

  Absence(Admission admission, Requirements requirements, Components components) {
    this.admission = admission;
    this.requirements = requirements;
    this.components = components;
  }

  /** Returns why a declared contribution is no service. */
  Rejection of(Bundle bundle, String kind, String id) {
    return of(bundle).orElseGet(() -> components.absence(bundle, kind, id));
  }

  /** Returns why a bundle does not run; empty when it does. */
  Optional<Rejection> of(Bundle bundle) {
    Optional<Rejection> refused = refused(admission, bundle);
    if (refused.isPresent()) {
      return refused;
    }
    return switch (bundle.getState()) {
      case Bundle.INSTALLED -> Optional.of(requirements.missing(bundle));
      case Bundle.ACTIVE, Bundle.STARTING -> Optional.empty();
      default ->
          Optional.of(
              new Rejection(
                  Code.NOT_STARTED,
                  "its bundle is not started",
                  "Start it in the shell (start "
                      + bundle.getBundleId()
                      + "), which shows what its start throws"));
    };
  }

  /** Returns why a bundle may not run where signatures are required. */
  static Optional<Rejection> refused(Admission admission, Bundle bundle) {
    return admission
        .refusal(bundle)
        .map(r -> new Rejection(Code.valueOf(r.reason().name()), r.detail(), r.remedy()));
  }
}
