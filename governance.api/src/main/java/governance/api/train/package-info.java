/** What shapes training: penalties and gradient policies. */
@Export
@Version("1.1.0")
package governance.api.train;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
