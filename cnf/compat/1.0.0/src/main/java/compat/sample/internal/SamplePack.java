package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** A domain that uses everything of this bundle. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.DOMAIN_PACK, id = "compat", domain = "compat")
public final class SamplePack implements DomainPack {
  @Override
  public URL definition() {
    return SamplePack.class.getResource("pack.json");
  }
}
