package governance.runtime.internal.report;

import governance.api.evaluate.GateStatus;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The decision over all gates in one sentence. */
public final class Verdict {
  private Verdict() {}

  static Map<String, Object> tree(List<GateOutcome> gates) {
    return Tree.of(
        "status", GateOutcome.verdict(gates).name(),
        "sentence", sentence(gates),
        "failing", ids(gates, g -> g.result().blocks()),
        "warnings", ids(gates, g -> g.result().status() == GateStatus.WARN));
  }

  /** Returns the decision in one sentence. */
  public static String sentence(List<GateOutcome> gates) {
    List<String> failing = ids(gates, g -> g.result().blocks());
    List<String> warning = ids(gates, g -> g.result().status() == GateStatus.WARN);
    if (!failing.isEmpty()) {
      String which = failing.size() == 1 ? "the gate " + failing.get(0) : failing.size() + " gates";
      String more = failing.size() == 1 ? "" : " (" + String.join(", ", failing) + ")";
      return "The model may not be released: "
          + which
          + (failing.size() == 1 ? " blocks" : " block")
          + " it"
          + more
          + ".";
    }
    if (gates.isEmpty()) {
      return "No gate took part, so nothing speaks against release and nothing for it.";
    }
    String warned = warning.isEmpty() ? "" : ", with warnings of " + String.join(", ", warning);
    return "The model may be released: every gate allows it" + warned + ".";
  }

  private static List<String> ids(List<GateOutcome> gates, Predicate<GateOutcome> which) {
    return gates.stream().filter(which).map(g -> g.gate().id()).toList();
  }
}
