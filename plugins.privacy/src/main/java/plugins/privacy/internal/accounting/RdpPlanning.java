package plugins.privacy.internal.accounting;

import governance.api.privacy.PrivacyAccountant;
import org.osgi.service.component.annotations.Component;

/** The accountant by Rényi divergences. */
@Component(service = PrivacyAccountant.class, property = PrivacyAccountant.NAME + "=rdp")
public final class RdpPlanning extends Planning {
  /** Searches as it answers. */
  public RdpPlanning() {
    super(new RdpAccountant(), new RdpAccountant());
  }
}
