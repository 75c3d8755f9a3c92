/** What every contribution shares: its kind and id, its settings, and how problems are reported. */
@Export
@Version("1.1.0")
package governance.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
