package governance.runtime.internal.gate;

import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Source;
import governance.runtime.internal.spec.GateSpec.Threshold;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a gate decided.
 *
 * @param gate the gate
 * @param result the decision
 * @param value the figure that was compared; NaN where there was none
 */
public record GateOutcome(GateSpec gate, GateResult result, double value) {
  /** Returns the decision over all gates: FAIL if one blocks, else WARN if one warns, else PASS. */
  public static GateStatus verdict(List<GateOutcome> outcomes) {
    if (outcomes.stream().anyMatch(o -> o.result().blocks())) {
      return GateStatus.FAIL;
    }
    boolean warns = outcomes.stream().anyMatch(o -> o.result().status() == GateStatus.WARN);
    return warns ? GateStatus.WARN : GateStatus.PASS;
  }

  /** Returns the gate in the form of the report's schema. */
  public Map<String, Object> tree() {
    Threshold t = gate.threshold();
    Severity severity = t == null ? Severity.FAIL : t.severity();
    return Tree.of(
        "id",
        gate.id(),
        "status",
        result.status().name(),
        "severity",
        severity.name().toLowerCase(Locale.ROOT),
        "reason",
        result.reason(),
        "metric",
        t == null ? null : t.metric(),
        "of",
        t == null ? null : t.of().name().toLowerCase(Locale.ROOT),
        "value",
        value,
        "limit",
        t == null ? null : Tree.of("min", t.min(), "max", t.max()),
        "source",
        t == null ? null : source(t.source()));
  }

  private static Map<String, Object> source(Source source) {
    return source.title().isEmpty()
        ? null
        : Tree.of("title", source.title(), "citation", source.citation(), "url", source.url());
  }
}
