package plugins.domain.finance.internal.opinion;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Tells where the {@link SentimentMonitor} found that the negative share jumped. */
@Component
@Contribution(
    kind = Kind.GATE,
    id = "finance.sentiment-alert",
    domain = "finance",
    settings = SentimentAlert.Config.class)
public final class SentimentAlert implements Gate {
  private static final int SHOWN = 5;

  /** What an alert does. */
  enum Severity {
    /** It is told. */
    WARN,
    /** It blocks release. */
    FAIL
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Sentiment alert",
      description = "Tells in which topic and period the negative share jumped.")
  @interface Config {
    /** What an alert does. */
    @AttributeDefinition(description = "WARN tells of an alert, FAIL blocks release.")
    Severity severity() default Severity.WARN;
  }

  @Override
  public GateResult evaluate(GateContext evidence) {
    MetricResult monitor = evidence.tuned().get(SentimentMonitor.ID);
    if (monitor == null || !monitor.defined()) {
      return new GateResult(
          GateStatus.ERROR,
          "There is no figure of "
              + SentimentMonitor.ID
              + (monitor == null ? ": add it to the metrics." : ": " + monitor.note() + "."));
    }
    Map<String, Double> parts =
        monitor.parts().stream().collect(Collectors.toMap(Part::name, Part::value, (a, b) -> a));
    String rule =
        String.format(
            Locale.ROOT,
            "%.0f comparisons, an alert at a probability of %.2g",
            parts.get(SentimentMonitor.COMPARISONS),
            parts.get(SentimentMonitor.LIMIT));
    List<String> alerts = alerts(monitor.parts(), parts);
    if (alerts.isEmpty()) {
      return new GateResult(
          GateStatus.PASS, "The negative share of no topic jumped (" + rule + ").");
    }
    Severity severity = evidence.settings().as(Config.class).severity();
    String shown = String.join("; ", alerts.subList(0, Math.min(SHOWN, alerts.size())));
    String more = alerts.size() > SHOWN ? "; and " + (alerts.size() - SHOWN) + " more" : "";
    return new GateResult(
        GateStatus.valueOf(severity.name()),
        "The negative share jumped: " + shown + more + " (" + rule + ").");
  }

  private static List<String> alerts(List<Part> parts, Map<String, Double> values) {
    List<String> alerts = new ArrayList<>();
    for (Part part : parts) {
      String end = SentimentMonitor.PROBABILITY;
      if (part.name().startsWith(SentimentMonitor.ALERT) && part.name().endsWith(end)) {
        String name = part.name().substring(0, part.name().length() - end.length());
        alerts.add(
            String.format(
                Locale.ROOT,
                "%s %.2f after %.2f (probability %.2g)",
                name.substring(SentimentMonitor.ALERT.length()),
                values.get(name + SentimentMonitor.SHARE),
                values.get(name + SentimentMonitor.BEFORE),
                part.value()));
      }
    }
    return alerts;
  }
}
