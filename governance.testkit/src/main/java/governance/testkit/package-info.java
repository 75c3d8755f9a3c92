/**
 * Contract tests and fixtures that every plug-in runs: extend {@link
 * governance.testkit.PenaltyContract}, {@link governance.testkit.MetricContract}, {@link
 * governance.testkit.ExplainerContract} or {@link governance.testkit.TransformContract}.
 */
@Export
@Version("0.1.0")
package governance.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
