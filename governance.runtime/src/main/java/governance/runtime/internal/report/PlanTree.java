package governance.runtime.internal.report;

import governance.api.run.RunPlan;
import governance.api.run.RunPlan.Planned;
import governance.api.run.RunPlan.Value;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** Returns a plan that was read back from {@code plan.json}. */
  static Map<String, Object> of(Map<String, Object> written) {
    List<Object> contributions = new ArrayList<>();
    for (Object each : (List<?>) written.get("contributions")) {
      Map<?, ?> one = (Map<?, ?>) each;
      Object digest = one.get("sha256");
      contributions.add(
          Tree.of(
              "kind", one.get("kind").toString().toUpperCase(Locale.ROOT).replace('-', '_'),
              "id", one.get("id"),
              "bundle", one.get("bundle"),
              "version", one.get("version"),
              "sha256", digest instanceof String s && s.length() == SHA256 ? s : null,
              "settings", written(one.get("settings"))));
    }
    return Tree.of("contributions", contributions, "values", written(written.get("values")));
  }

  private static List<Object> written(Object list) {
    List<Object> values = new ArrayList<>();
    for (Object each : (List<?>) list) {
      Map<?, ?> one = (Map<?, ?>) each;
      values.add(
          Tree.of(
              "key", one.get("key"),
              "value", Json.canonical(one.get("value")),
              "origin", one.get("origin")));
    }
    return values;
  }

  private static List<Map<String, Object>> values(List<Value> values) {
    return values.stream()
        .map(v -> Tree.of("key", v.key(), "value", v.value(), "origin", v.origin()))
        .toList();
  }
}
