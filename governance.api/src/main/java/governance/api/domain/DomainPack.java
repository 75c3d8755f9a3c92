package governance.api.domain;

import java.net.URL;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a domain needs, as data: a JSON document in the pack's bundle with the contributions it
 * requires, the defaults of its run spec, its data sets with column roles, and its limits with
 * their legal or clinical source. The format is described in {@code docs/domain-packs.md}; the
 * planner checks it.
 */
@ConsumerType
public interface DomainPack {
  /** Returns where the document is. */
  URL definition();
}
