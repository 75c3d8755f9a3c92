/** Planning, starting and following runs. */
@Export
@Version("1.1.0")
package governance.api.run;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
