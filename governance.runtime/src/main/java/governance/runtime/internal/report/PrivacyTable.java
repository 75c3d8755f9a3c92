package governance.runtime.internal.report;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One table of what is promised and what attacks found, beside fairness and utility of the same
 * model, in the form of the report's schema; none where the run has no figure of an attack.
 */
final class PrivacyTable {
  private static final String PILLAR = "privacy";

  private final Map<String, Object> account;
  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;

  /**
   * Takes what is known.
   *
   * @param account what stands in {@code privacy.json}; empty where a run adds no noise
   */
  PrivacyTable(
      Map<String, Object> account, List<MetricOutcome> metrics, Map<String, String> titles) {
    this.account = account;
    this.metrics = metrics.stream().filter(m -> m.failure() == null).toList();
    this.titles = titles;
  }

  List<Object> rows() {
    List<MetricOutcome> attacks = of(PILLAR).toList();
    if (attacks.isEmpty()) {
      return List.of();
    }
    boolean reference = attacks.stream().anyMatch(m -> m.reference() != null);
    List<Object> rows = new ArrayList<>();
    if (account.get("epsilon") != null) {
      Object epsilon = account.get("epsilon");
      rows.add(row("ε, at most (accountant)", "score", reference, null, null, epsilon, null));
    }
    Stream.of(attacks.stream(), of("fairness").limit(1), of("quality").limit(1))
        .flatMap(each -> each)
        .forEach(metric -> rows.add(row(metric, reference)));
    Map<String, Object> option =
        OptionRows.option(
            "privacy-attacks",
            "Privacy",
            "What is promised, what attacks on this model found, and what the same model is worth."
                + " An attack that finds nothing does not prove that there is nothing to find.",
            List.of());
    option.put("table", Tree.of("heading", "Figure", "columns", columns(reference), "rows", rows));
    return List.of(option);
  }

  private Stream<MetricOutcome> of(String pillar) {
    return metrics.stream().filter(m -> Titles.pillar(m.info().id()).equals(pillar));
  }

  private static List<Object> columns(boolean reference) {
    return Stream.of(
            "Untuned", reference ? "No penalties" : null, "Tuned", "Interval from", "Interval to")
        .filter(Objects::nonNull)
        .<Object>map(name -> name)
        .toList();
  }

  private Map<String, Object> row(MetricOutcome metric, boolean reference) {
    String id = metric.info().id();
    return row(
        titles.getOrDefault(id, Titles.of(id)),
        Titles.unit(id),
        reference,
        metric.baseline().value(),
        metric.reference() == null ? null : metric.reference().value(),
        metric.tuned().value(),
        metric.tuned());
  }

  private static Map<String, Object> row(
      String name,
      String unit,
      boolean reference,
      Object untuned,
      Object plain,
      Object tuned,
      MetricResult result) {
    Interval interval = result == null ? null : result.interval();
    List<Object> values = new ArrayList<>(Arrays.asList(untuned, tuned));
    if (reference) {
      values.add(1, plain);
    }
    values.add(interval == null ? null : interval.low());
    values.add(interval == null ? null : interval.high());
    return Tree.of("name", name, "unit", unit, "values", values);
  }
}
