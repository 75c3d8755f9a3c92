package governance.runtime.internal.report;

import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A committee in the form of the report's schema: its figures beside those of its members. */
final class CommitteeRow {
  /** Most members that have a column of their own; of more the least and the greatest are told. */
  private static final int SHOWN = 5;

  private final List<Map<?, ?>> members;
  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;

  CommitteeRow(List<Object> members, List<MetricOutcome> metrics, Map<String, String> titles) {
    this.members = members.stream().<Map<?, ?>>map(m -> (Map<?, ?>) m).toList();
    this.metrics = metrics;
    this.titles = titles;
  }

  List<Object> rows() {
    if (members.isEmpty()) {
      return List.of();
    }
    Map<String, Object> row =
        OptionRows.option(
            "committee",
            "Committee of " + members.size() + " models",
            "Figures of this report are those of the members' mean probabilities. The members differ"
                + " by their seeds; explanations, curves and times are those of the first. Mean and"
                + " standard deviation are those of the members.",
            List.of(
                OptionRows.figure("Members", members.size()),
                OptionRows.figure(
                    "Steps of all members",
                    members.stream().mapToLong(m -> ((Number) m.get("steps")).longValue()).sum())));
    row.put("table", Tree.of("columns", columns(), "rows", figures()));
    return List.of(row);
  }

  private List<Object> columns() {
    List<Object> columns = new ArrayList<>(List.of("Committee", "Mean", "Standard deviation"));
    if (!each()) {
      columns.addAll(List.of("Least", "Greatest"));
      return columns;
    }
    for (int i = 1; i <= members.size(); i++) {
      columns.add("Member " + i);
    }
    return columns;
  }

  private boolean each() {
    return members.size() <= SHOWN;
  }

  private List<Object> figures() {
    return metrics.stream().filter(m -> m.failure() == null).<Object>map(this::figures).toList();
  }

  private Map<String, Object> figures(MetricOutcome outcome) {
    String id = outcome.info().id();
    double[] all =
        members.stream()
            .map(m -> ((Map<?, ?>) m.get("metrics")).get(id))
            .mapToDouble(v -> v == null ? Double.NaN : ((Number) v).doubleValue())
            .toArray();
    double[] values = Arrays.stream(all).filter(Double::isFinite).toArray();
    List<Object> shown = new ArrayList<>();
    shown.add(outcome.tuned().value());
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    shown.add(mean);
    shown.add(deviation(values, mean));
    if (each()) {
      Arrays.stream(all).forEach(shown::add);
    } else {
      shown.add(Arrays.stream(values).min().orElse(Double.NaN));
      shown.add(Arrays.stream(values).max().orElse(Double.NaN));
    }
    return Tree.of(
        "name", titles.getOrDefault(id, Titles.of(id)),
        "unit", Titles.unit(id),
        "values", shown);
  }

  /** With n - 1 in the denominator; not a number for fewer than two values. */
  private static double deviation(double[] values, double mean) {
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(sum / (values.length - 1));
  }
}
