/** Analyses of data before training: what stands out in the rows that a model is to learn from. */
@Export
@Version("1.0.0")
package governance.api.inspect;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
