package plugins.domain.finance.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/**
 * Credit decisions and financial sentiment: defaults, limits with their legal source, and data
 * sets.
 */
@Component
@Contribution(kind = Kind.DOMAIN_PACK, id = "finance", domain = "finance")
public final class FinancePack implements DomainPack {
  static final String DOCUMENT = "/plugins/domain/finance/finance.json";

  @Override
  public URL definition() {
    return FinancePack.class.getResource(DOCUMENT);
  }
}
