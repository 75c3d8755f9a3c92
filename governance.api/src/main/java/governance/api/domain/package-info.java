/** Domain packs: which contributions, settings and limits a domain needs. */
@Export
@Version("1.0.0")
package governance.api.domain;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
