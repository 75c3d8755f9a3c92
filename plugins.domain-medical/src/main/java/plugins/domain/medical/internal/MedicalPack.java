package plugins.domain.medical.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/**
 * Finding diseases in clinical text: defaults, limits with their clinical source, and data sets.
 */
@Component
@Contribution(kind = Kind.DOMAIN_PACK, id = "medical", domain = "medical")
public final class MedicalPack implements DomainPack {
  static final String DOCUMENT = "/plugins/domain/medical/medical.json";

  @Override
  public URL definition() {
    return MedicalPack.class.getResource(DOCUMENT);
  }
}
