package governance.runtime.internal.report;

import governance.api.report.ReportModel;
import java.util.Map;

/**
 * The tree of one run.
 *
 * @param run the run's id
 * @param tree the tree, as the published schema describes it
 */
public record ReportTree(String run, Map<String, Object> tree) implements ReportModel {
  /** The version of the schema. */
  static final String SCHEMA = "1.1";

  /** Makes a model whose tree cannot be changed. */
  public ReportTree {
    tree = Frozen.map(tree);
  }

  @Override
  public String schemaVersion() {
    return SCHEMA;
  }
}
