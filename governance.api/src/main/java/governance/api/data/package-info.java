/** Data sets, where they come from and how they are transformed before training. */
@Export
@Version("1.1.0")
package governance.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
