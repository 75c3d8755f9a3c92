package examples.domainpack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/** Screening of applicants for a job: the rule of four fifths was written for this domain. */
@Component
@Contribution(
    kind = Kind.DOMAIN_PACK,
    id = "hiring",
    domain = "hiring",
    description = "Screening of applicants for a job.")
public final class HiringPack implements DomainPack {
  @Override
  public URL definition() {
    return HiringPack.class.getResource("/hiring.json");
  }
}
