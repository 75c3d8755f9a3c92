package governance.runtime.internal.report;

import governance.api.evaluate.GateStatus;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.spec.GateSpec.Threshold;
import governance.runtime.internal.store.Tree;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The decision over all gates in words, with the figures that it rests on. */
public final class Verdict {
  private Verdict() {}

  static Map<String, Object> tree(List<GateOutcome> gates, String comparison) {
    String sentence = sentence(gates) + (comparison.isEmpty() ? "" : " " + comparison);
    return Tree.of(
        "status", GateOutcome.verdict(gates).name(),
        "sentence", sentence,
        "failing", ids(gates, g -> g.result().blocks()),
        "warnings", ids(gates, g -> g.result().status() == GateStatus.WARN));
  }

  /** Returns the decision in one sentence. */
  public static String sentence(List<GateOutcome> gates) {
    if (gates.isEmpty()) {
      return "No gate took part, so nothing speaks against release and nothing for it.";
    }
    String warned = named(gates, g -> g.result().status() == GateStatus.WARN);
    String warnings = warned.isEmpty() ? "" : ", with warnings of " + warned;
    String failing = named(gates, g -> g.result().blocks());
    if (failing.isEmpty()) {
      return "The model may be released: every gate allows it" + warnings + ".";
    }
    return "The model may not be released, because of " + failing + warnings + ".";
  }

  private static String named(List<GateOutcome> gates, Predicate<GateOutcome> which) {
    return gates.stream().filter(which).map(Verdict::named).collect(Collectors.joining(", "));
  }

  /** Returns a gate with its figure and limit; without a figure, why there is none. */
  private static String named(GateOutcome gate) {
    Threshold threshold = gate.gate().threshold();
    String why =
        threshold == null || !Double.isFinite(gate.value())
            ? gate.result().reason().replaceFirst("\\.$", "")
            : figure(threshold, gate.value());
    return gate.gate().id() + " (" + why + ")";
  }

  private static String figure(Threshold threshold, double value) {
    boolean low = value < threshold.min();
    String limit =
        (low ? "at least " : "at most ") + shown(low ? threshold.min() : threshold.max());
    return Titles.of(threshold.metric()) + " " + shown(value) + ", allowed " + limit;
  }

  private static String shown(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private static List<String> ids(List<GateOutcome> gates, Predicate<GateOutcome> which) {
    return gates.stream().filter(which).map(g -> g.gate().id()).toList();
  }
}
