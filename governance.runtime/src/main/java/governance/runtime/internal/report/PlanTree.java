package governance.runtime.internal.report;

import governance.api.run.RunPlan;
import governance.api.run.RunPlan.Planned;
import governance.api.run.RunPlan.Value;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;

/** The plan in the form of the report's schema. */
final class PlanTree {
  private static final int SHA256 = 64;

  private PlanTree() {}

  static Map<String, Object> of(RunPlan plan) {
    return Tree.of(
        "contributions", plan.contributions().stream().map(PlanTree::contribution).toList(),
        "values", values(plan.values()));
  }

  private static Map<String, Object> contribution(Planned planned) {
    String digest = planned.info().sha256();
    return Tree.of(
        "kind", planned.info().kind().name(),
        "id", planned.info().id(),
        "bundle", planned.info().bundle(),
        "version", planned.info().version(),
        "sha256", digest != null && digest.length() == SHA256 ? digest : null,
        "settings", values(planned.settings()));
  }

  private static List<Map<String, Object>> values(List<Value> values) {
    return values.stream()
        .map(v -> Tree.of("key", v.key(), "value", v.value(), "origin", v.origin()))
        .toList();
  }
}
