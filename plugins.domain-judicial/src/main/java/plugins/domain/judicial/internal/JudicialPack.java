package plugins.domain.judicial.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/** Recidivism and promotion by examination: defaults, limits with their source, and data sets. */
@Component
@Contribution(kind = Kind.DOMAIN_PACK, id = "judicial", domain = "judicial")
public final class JudicialPack implements DomainPack {
  static final String DOCUMENT = "/plugins/domain/judicial/judicial.json";

  @Override
  public URL definition() {
    return JudicialPack.class.getResource(DOCUMENT);
  }
}
