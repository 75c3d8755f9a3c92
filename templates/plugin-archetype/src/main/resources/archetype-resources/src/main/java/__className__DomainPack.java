package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/** The document is src/main/resources/domain.json. */
@Component
@Contribution(
    kind = Kind.DOMAIN_PACK,
    id = "${id}",
    domain = "${id}",
    description = "What runs of this domain need, and their limits.")
public final class ${className}DomainPack implements DomainPack {
  @Override
  public URL definition() {
    return ${className}DomainPack.class.getResource("/domain.json");
  }
}
