package plugins.domain.judicial.internal;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The errors of each group in the terms of a risk score: positive is who is predicted to have the
 * unfavourable outcome. The false positive rate is taken among those who did not have it, the false
 * negative rate among those who did; predictive values are taken among those with a prediction
 * (Chouldechova 2017, doi 10.1089/big.2016.0047, section 2). The value is the greatest difference
 * between two groups in either error rate, in [0, 1], 0 is parity; rates are weighted.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "judicial.error-rates",
    domain = "judicial",
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION})
public final class ErrorRates implements Metric {
  private static final Direction DIRECTION = Direction.LOWER_IS_BETTER;
  private static final int SMALL = 30;

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    if (set.favourable() < 0) {
      return MetricResult.undefined(DIRECTION, "the run names no favourable class");
    }
    Table table = new Table();
    set.protectedColumns().forEach(column -> table.add(column, set));
    return table.result();
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.SAME_LABEL);
  }

  /** What is found column by column. */
  private static final class Table {
    private final List<GroupValue> groups = new ArrayList<>();
    private final List<Part> differences = new ArrayList<>();
    private final List<Part> rates = new ArrayList<>();
    private final List<String> small = new ArrayList<>();
    private double worst = Double.NaN;
    private long rows;

    void add(String column, EvaluationSet set) {
      List<Outcomes> all = Outcomes.of(set, column);
      rows = Math.max(rows, all.stream().mapToLong(Outcomes::rows).sum());
      for (Outcomes group : all) {
        double rate = group.rate(Outcomes.Rate.FALSE_POSITIVE);
        groups.add(GroupValue.of(column, group.name(), rate, group.rows()));
        for (Outcomes.Rate one : Outcomes.Rate.values()) {
          String name = column + "=" + group.name() + " " + one.title();
          rates.add(Part.of(name, group.rate(one)));
        }
        if (group.rows() < SMALL) {
          small.add(column + "=" + group.name() + " (" + group.rows() + ")");
        }
      }
      compare(column, all, Outcomes.Rate.FALSE_POSITIVE);
      compare(column, all, Outcomes.Rate.FALSE_NEGATIVE);
    }

    private void compare(String column, List<Outcomes> all, Outcomes.Rate rate) {
      double[] known =
          all.stream()
              .mapToDouble(g -> g.rate(rate))
              .filter(v -> !Double.isNaN(v))
              .sorted()
              .toArray();
      double difference = known.length < 2 ? Double.NaN : known[known.length - 1] - known[0];
      differences.add(Part.of(column + " " + rate.title() + " difference", difference));
      worst = Double.isNaN(worst) || difference > worst ? difference : worst;
    }

    MetricResult result() {
      if (Double.isNaN(worst)) {
        String why = "no protected column has two groups with an error rate";
        return MetricResult.undefined(DIRECTION, why).withGroups(groups);
      }
      List<Part> parts = new ArrayList<>(differences);
      parts.addAll(rates);
      String note =
          small.isEmpty() ? "" : "fewer than " + SMALL + " rows in " + String.join(", ", small);
      return MetricResult.of(worst, DIRECTION, rows)
          .withGroups(groups)
          .withParts(parts)
          .withNote(note);
    }
  }
}
