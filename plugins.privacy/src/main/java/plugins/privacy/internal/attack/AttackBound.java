package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Fails when attacks came further than the accountant's ε allows: then clipping, noise, sampling or
 * the account itself is broken, and ε must not be believed.
 */
@Component
@Contribution(
    kind = Kind.GATE,
    id = AttackBound.ID,
    description = "The attacks' lower bound of epsilon must not exceed the accountant's epsilon.")
public final class AttackBound implements Gate {
  static final String ID = "privacy.attack-bound";

  @Override
  public GateResult evaluate(GateContext evidence) {
    MetricResult lower = evidence.tuned().get(EpsilonLowerBound.ID);
    if (lower == null) {
      return new GateResult(
          GateStatus.ERROR, "The metric " + EpsilonLowerBound.ID + " is not part of the run.");
    }
    if (!lower.defined()) {
      return new GateResult(
          GateStatus.ERROR, EpsilonLowerBound.ID + " is not defined: " + lower.note());
    }
    Optional<Bound> upper = Bound.of(evidence.spent());
    if (upper.isEmpty()) {
      return new GateResult(
          GateStatus.NOT_APPLICABLE,
          String.format(
              Locale.ROOT,
              "No gradient policy tells epsilon; attacks show that it is at least %.4g.",
              lower.value()));
    }
    boolean beaten = lower.value() > upper.get().epsilon();
    return new GateResult(
        beaten ? GateStatus.FAIL : GateStatus.PASS,
        String.format(
            Locale.ROOT,
            beaten
                ? "Attacks show that epsilon is at least %.4g, and the accountant promises %.4g:"
                    + " clipping, noise, sampling or account are broken."
                : "Attacks show that epsilon is at least %.4g, within the accountant's %.4g.",
            lower.value(),
            upper.get().epsilon()));
  }
}
