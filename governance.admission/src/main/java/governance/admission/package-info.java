/**
 * Which bundles may run where the operator requires signatures. Exported for the runtime, which
 * lists those that may not; not for plug-ins.
 */
@Export
@Version("0.1.0")
package governance.admission;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
