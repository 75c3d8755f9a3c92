package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/**
 * The product's own metrics find the bias that is planted in the generated loan applications. What
 * is planted stands in docs/domains/finance.md: women's defaults are recorded at a rate of 0.55
 * (men's at 0.29), while the true rates are 0.26 and 0.28.
 */
@ExtendWith(BundleContextExtension.class)
class PlantedBiasIT {
  private static final int ROWS = 4000;

  /** The documented rates have two decimals. */
  private static final double ROUNDED = 0.01;

  private static final List<String> CLASSES = List.of("no", "yes");

  @InjectBundleContext BundleContext context;

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  /** The columns that the test reads. */
  private record Loan(String sex, String recorded, String real) {}

  private <T> T service(Class<T> type, String id) {
    try {
      return context.getService(
          context.getServiceReferences(type, "(governance.id=" + id + ")").iterator().next());
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Loan> loans() throws IOException {
    String id = "finance.loan-applications";
    Settings settings = Settings.of(id, Map.of());
    List<Loan> loans = new ArrayList<>();
    try (RowStream rows =
        service(DataSource.class, id).open(new Request(Optional.empty(), settings, 1))) {
      List<String> names = rows.schema().names();
      for (Row row = rows.next(); row != null; row = rows.next()) {
        loans.add(
            new Loan(
                row.values().get(names.indexOf("sex")).toString(),
                row.values().get(names.indexOf("recorded_default")).toString(),
                row.values().get(names.indexOf("true_default")).toString()));
      }
    }
    return loans;
  }

  /** Decides by one column what the other says is right. */
  private static EvaluationSet set(List<Loan> loans, boolean byRecord) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
        .labels(loans.stream().mapToInt(l -> CLASSES.indexOf(l.real())).toArray())
        .predictions(
            loans.stream()
                .mapToInt(l -> CLASSES.indexOf(byRecord ? l.recorded() : l.real()))
                .toArray())
        .favourable(CLASSES.indexOf("no"))
        .groups("sex", loans.stream().map(Loan::sex).toList())
        .build();
  }

  private double value(String metric, EvaluationSet set) {
    return service(Metric.class, metric).evaluate(set, Settings.EMPTY).value();
  }

  /** Counted plainly: how often people of one sex who deserve a loan get one by the record. */
  private static double rightlyFavoured(List<Loan> loans, String sex) {
    long deserving = 0;
    long favoured = 0;
    for (Loan loan : loans) {
      if (loan.sex().equals(sex) && loan.real().equals("no")) {
        deserving++;
        favoured += loan.recorded().equals("no") ? 1 : 0;
      }
    }
    return (double) favoured / deserving;
  }

  @Test
  void decisionsByTheRecordShowThePlantedBias() throws IOException {
    List<Loan> loans = loans();
    assertEquals(ROWS, loans.size());
    EvaluationSet recorded = set(loans, true);
    double difference = value("fairness.demographic-parity-difference", recorded);
    assertEquals(0.55 - 0.29, difference, ROUNDED);
    double ratio = value("fairness.demographic-parity-ratio", recorded);
    assertEquals((1 - 0.55) / (1 - 0.29), ratio, ROUNDED);
    assertTrue(ratio < 0.8, "the four-fifths rule finds it: " + ratio);
    assertEquals(
        Math.abs(rightlyFavoured(loans, "female") - rightlyFavoured(loans, "male")),
        value("fairness.equal-opportunity-difference", recorded),
        1e-12);
  }

  @Test
  void decisionsByTheTruthShowNone() throws IOException {
    EvaluationSet real = set(loans(), false);
    assertEquals(0.28 - 0.26, value("fairness.demographic-parity-difference", real), ROUNDED);
    assertTrue(value("fairness.demographic-parity-ratio", real) > 0.95);
    assertEquals(0, value("fairness.equal-opportunity-difference", real), 1e-12);
  }
}
