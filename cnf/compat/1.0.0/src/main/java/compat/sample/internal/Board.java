package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Passes when the tuned model agrees with labels at all. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.GATE, id = "compat.board")
public final class Board implements Gate {
  @Override
  public GateResult evaluate(GateContext evidence) {
    MetricResult tuned = evidence.tuned().get(Agreement.ID);
    if (tuned == null || !tuned.defined()) {
      return new GateResult(GateStatus.ERROR, "no figure of " + Agreement.ID);
    }
    boolean pass = tuned.value() > 0;
    return new GateResult(pass ? GateStatus.PASS : GateStatus.FAIL, "agreement " + tuned.value());
  }
}
