/** What turns a finished run into documents and delivers them. */
@Export
@Version("1.0.0")
package governance.api.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
