package plugins.domain.city.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/** Service requests to a city: who answers them, and how soon in which district. */
@Component
@Contribution(kind = Kind.DOMAIN_PACK, id = "city", domain = "city")
public final class CityPack implements DomainPack {
  static final String DOCUMENT = "/plugins/domain/city/city.json";

  @Override
  public URL definition() {
    return CityPack.class.getResource(DOCUMENT);
  }
}
