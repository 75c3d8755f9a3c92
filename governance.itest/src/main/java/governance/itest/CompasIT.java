package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

/**
 * The published error rates of the COMPAS score, from the file of the investigation, through the
 * reader and the metrics that a run uses. Figures: ProPublica, How We Analyzed the COMPAS
 * Recidivism Algorithm, 2016, notebook in github.com/propublica/compas-analysis at bafff5d.
 */
@ExtendWith(ServiceExtension.class)
class CompasIT {
  private static final Path FILE =
      Path.of("unclear-licence/judicial/compas-two-years/compas-two-years.csv.gz");

  @InjectService(filter = "(governance.id=data.csv)")
  DataSource csv;

  @InjectService(filter = "(governance.id=judicial.error-rates)")
  Metric errors;

  @InjectService(filter = "(governance.id=fairness.equalized-odds-difference)")
  Metric odds;

  @InjectService(filter = "(governance.id=fairness.false-positive-rate-difference)")
  Metric falsePositives;

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  /** What the score said of each person, and what followed. */
  private EvaluationSet people() throws IOException {
    String data = System.getenv("GOVERNANCE_DATA");
    assumeTrue(data != null, "GOVERNANCE_DATA is not set: published rates are not recomputed");
    List<String> races = new ArrayList<>();
    List<Integer> outcomes = new ArrayList<>();
    List<Integer> scores = new ArrayList<>();
    Request request = new Request(Optional.of(Path.of(data).resolve(FILE)), Settings.EMPTY, 1);
    try (RowStream rows = csv.open(request)) {
      List<String> names = rows.schema().names();
      for (Row row = rows.next(); row != null; row = rows.next()) {
        races.add(String.valueOf(row.values().get(names.indexOf("race"))));
        outcomes.add(
            String.valueOf(row.values().get(names.indexOf("two_year_recid"))).equals("1") ? 1 : 0);
        scores.add(row.values().get(names.indexOf("score_text")).equals("Low") ? 0 : 1);
      }
    }
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(0)
        .labels(outcomes.stream().mapToInt(i -> i).toArray())
        .predictions(scores.stream().mapToInt(i -> i).toArray())
        .groups("race", races)
        .build();
  }

  private static double percent(MetricResult result, String part) {
    return 100
        * result.parts().stream()
            .filter(p -> p.name().equals(part))
            .findFirst()
            .orElseThrow()
            .value();
  }

  @Test
  void thePublishedErrorRatesByRace() throws IOException {
    EvaluationSet people = people();
    assertEquals(7214, people.size());
    MetricResult found = errors.evaluate(people, Settings.EMPTY);
    assertEquals(44.85, percent(found, "race=African-American false positive rate"), 0.005);
    assertEquals(23.45, percent(found, "race=Caucasian false positive rate"), 0.005);
    assertEquals(27.99, percent(found, "race=African-American false negative rate"), 0.005);
    assertEquals(47.72, percent(found, "race=Caucasian false negative rate"), 0.005);
  }

  /** In the terms of the favourable outcome the false negative rate is a false positive rate. */
  @Test
  void theGeneralFairnessMetricAgrees() throws IOException {
    MetricResult found = odds.evaluate(people(), Settings.EMPTY);
    assertEquals(27.99, percent(found, "race=African-American false positive rate"), 0.005);
    double kept =
        found.groups().stream()
            .filter(g -> g.group().equals("African-American"))
            .findFirst()
            .orElseThrow()
            .value();
    assertEquals(100 - 44.85, 100 * kept, 0.005);
  }

  /** With the event named, the metric for that rate gives the published figures themselves. */
  @Test
  void soDoesTheRateOfTheEvent() throws IOException {
    Settings event = Settings.of("the metric", Map.of("positive", "yes"));
    MetricResult found = falsePositives.evaluate(people(), event);
    for (GroupValue group : found.groups()) {
      if (group.group().equals("Caucasian")) {
        assertEquals(23.45, 100 * group.value(), 0.005);
      }
    }
    assertEquals(6, found.groups().size());
  }
}
