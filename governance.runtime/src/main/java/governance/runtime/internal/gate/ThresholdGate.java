package governance.runtime.internal.gate;

import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Interval;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Threshold;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The built-in gate: a metric's figure must lie between bounds, both inclusive. It judges the point
 * value and tells the interval; a figure that is missing or not defined is an ERROR, whatever the
 * severity.
 */
final class ThresholdGate {
  private final GateSpec gate;
  private final Threshold threshold;

  ThresholdGate(GateSpec gate) {
    this.gate = gate;
    this.threshold = gate.threshold();
  }

  GateOutcome decide(List<MetricOutcome> metrics) {
    Optional<MetricOutcome> found =
        metrics.stream().filter(m -> m.info().id().equals(threshold.metric())).findFirst();
    if (found.isEmpty()) {
      return error("The metric " + threshold.metric() + " is not part of the run");
    }
    MetricOutcome metric = found.get();
    if (metric.failure() != null) {
      return error("There is no figure: " + metric.failure());
    }
    double value = value(metric);
    if (!Double.isFinite(value)) {
      return error(threshold.metric() + " of the " + of() + " is not defined: " + note(metric));
    }
    return decided(metric, value);
  }

  private GateOutcome decided(MetricOutcome metric, double value) {
    boolean low = value < threshold.min();
    boolean high = value > threshold.max();
    GateStatus broken = threshold.severity() == Severity.WARN ? GateStatus.WARN : GateStatus.FAIL;
    String bound =
        low ? "below the least allowed " + shown(threshold.min()) : "above the greatest allowed ";
    String against = low ? bound : high ? bound + shown(threshold.max()) : "within " + bounds();
    String reason =
        String.format(
            Locale.ROOT,
            "%s of the %s is %s%s, %s.",
            threshold.metric(),
            of(),
            shown(value),
            interval(metric),
            against);
    return new GateOutcome(
        gate, new GateResult(low || high ? broken : GateStatus.PASS, reason), value);
  }

  private GateOutcome error(String reason) {
    return new GateOutcome(gate, new GateResult(GateStatus.ERROR, reason + "."), Double.NaN);
  }

  private double value(MetricOutcome metric) {
    return switch (threshold.of()) {
      case TUNED -> metric.tuned().value();
      case BASELINE -> metric.baseline().value();
      case CHANGE -> metric.difference();
    };
  }

  private String interval(MetricOutcome metric) {
    Interval interval =
        switch (threshold.of()) {
          case TUNED -> metric.tuned().interval();
          case BASELINE -> metric.baseline().interval();
          case CHANGE -> metric.change();
        };
    return interval == null
        ? ""
        : String.format(
            Locale.ROOT,
            " (%.0f %% interval %s to %s)",
            interval.level() * 100,
            shown(interval.low()),
            shown(interval.high()));
  }

  private static String note(MetricOutcome metric) {
    String note = metric.tuned().defined() ? metric.baseline().note() : metric.tuned().note();
    return note.isEmpty() ? "no reason was given" : note;
  }

  private String of() {
    return switch (threshold.of()) {
      case TUNED -> "tuned model";
      case BASELINE -> "untuned model";
      case CHANGE -> "change by tuning";
    };
  }

  private String bounds() {
    if (Double.isNaN(threshold.max())) {
      return "the limit of at least " + shown(threshold.min());
    }
    return Double.isNaN(threshold.min())
        ? "the limit of at most " + shown(threshold.max())
        : "the limits " + shown(threshold.min()) + " to " + shown(threshold.max());
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
