package plugins.privacy.internal.accounting;

import governance.api.privacy.PrivacyAccountant;
import org.osgi.service.component.annotations.Component;

/** The accountant by distributions of the privacy loss. */
@Component(service = PrivacyAccountant.class, property = PrivacyAccountant.NAME + "=pld")
public final class PldPlanning extends Planning {
  /** Takes the full precision to answer, less to search. */
  public PldPlanning() {
    super(new PldAccountant(), new PldAccountant(0.02, 1 << 16));
  }
}
