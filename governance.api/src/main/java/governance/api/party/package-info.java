/** Models that other parties hold. */
@Export
@Version("1.0.0")
package governance.api.party;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
