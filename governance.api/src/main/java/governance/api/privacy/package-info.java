/** What differential privacy costs. */
@Export
@Version("1.0.0")
package governance.api.privacy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
