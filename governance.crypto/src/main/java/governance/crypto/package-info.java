/**
 * Keys of an installation: keyrings, the data keys of runs and the keys of subjects. Exported for
 * the runtime, not for plug-ins.
 */
@Export
@Version("0.1.0")
package governance.crypto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
