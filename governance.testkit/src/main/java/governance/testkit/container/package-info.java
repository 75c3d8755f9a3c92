/** Help for tests that run inside an OSGi framework. */
@Export
@Version("1.0.0")
package governance.testkit.container;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
