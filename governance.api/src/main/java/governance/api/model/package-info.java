/** Tensors and batches: what plug-ins see of a model. */
@Export
@Version("1.1.0")
package governance.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
