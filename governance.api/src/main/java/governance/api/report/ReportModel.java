package governance.api.report;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything a report says about one run, as the tree that the published JSON schema of {@code
 * report.json} describes. Renderers compute nothing: a figure that is not in the tree is not in a
 * report.
 */
@ProviderType
public interface ReportModel {
  /** Returns the id of the run. */
  String run();

  /** Returns the version of the JSON schema, such as {@code 1.0}. */
  String schemaVersion();

  /**
   * Returns the tree: maps with string keys, lists, strings, booleans, Double, Long and null;
   * unmodifiable. A figure that is not defined is null.
   */
  Map<String, Object> tree();
}
