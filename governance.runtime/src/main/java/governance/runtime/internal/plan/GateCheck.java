package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Suggestion;
import java.util.List;

/**
 * Checks that each threshold rests on a metric of the run: a gate without evidence could only fail.
 */
final class GateCheck {
  private GateCheck() {}

  static void check(RunSpec spec, List<Problem> problems) {
    List<String> metrics = spec.metrics().stream().map(ContributionSpec::id).toList();
    for (GateSpec gate : spec.gates()) {
      if (gate.threshold() != null && !metrics.contains(gate.threshold().metric())) {
        String metric = gate.threshold().metric();
        String otherwise = "Add it to metrics, or leave the gate out";
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                "gates." + gate.id() + ".metric",
                "the run computes no metric \"" + metric + "\"",
                metrics.isEmpty() ? "" : String.join(", ", metrics),
                Suggestion.nearest(metric, metrics)
                    .map(m -> "Did you mean \"" + m + "\"? " + otherwise)
                    .orElse(otherwise)));
      }
    }
  }
}
