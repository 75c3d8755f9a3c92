/** What explains single decisions of a model. */
@Export
@Version("1.1.0")
package governance.api.explain;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
