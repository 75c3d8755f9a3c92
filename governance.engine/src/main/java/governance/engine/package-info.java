/**
 * The engine as the runtime sees it: models, tokenizers and training sessions without any type of
 * the tensor library. Exported for the runtime and the test kit, not for plug-ins, which see {@code
 * governance.api} only.
 */
@Export
@Version("0.4.0")
package governance.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
