package plugins.domain.education.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.net.URL;
import org.osgi.service.component.annotations.Component;

/**
 * Outcomes of pupils and students, and reading levels of texts: defaults, limits with their source,
 * and data sets.
 */
@Component
@Contribution(kind = Kind.DOMAIN_PACK, id = "education", domain = "education")
public final class EducationPack implements DomainPack {
  static final String DOCUMENT = "/plugins/domain/education/education.json";

  @Override
  public URL definition() {
    return EducationPack.class.getResource(DOCUMENT);
  }
}
