/** What judges a model: evaluation sets, metrics and gates. */
@Export
@Version("1.1.0")
package governance.api.evaluate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
