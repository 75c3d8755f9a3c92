/**
 * Contract tests that every plug-in runs, one for each kind of contribution ({@link
 * governance.testkit.Contracts}), and what they need: a small model, small data, a recorded run,
 * and numbers of other implementations.
 */
@Export
@Version("1.1.0")
package governance.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
