package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.engine.Predictions;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitteeRunTest {
  private static final int STEPS = 30;

  @TempDir Path out;

  private static Runs committee(int members) {
    return Runs.sequences(new Specs().committee(members))
        .penalty("p.target", new Weight.Target(0.1), batch -> FakeTensors.tensor(0.3));
  }

  private static byte[] bytes(RunInfo run, String file) throws IOException {
    return Files.readAllBytes(run.evidence().resolve(file));
  }

  private static List<?> members(RunInfo run) {
    return (List<?>) JsonReader.file(run.evidence().resolve("committee.json")).get("members");
  }

  private static List<Double> tuned(RunInfo run, int row) throws IOException {
    String line = Files.readAllLines(run.evidence().resolve("predictions.jsonl")).get(row);
    return ((List<?>) JsonReader.object(line).get("tuned"))
        .stream().map(v -> ((Number) v).doubleValue()).toList();
  }

  @Test
  void predictionsAreTheMeanOfTrainingsWithOtherSeeds() throws Exception {
    RunInfo run = TestService.over(committee(3), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    RunInfo alone = TestService.over(committee(1), out).run();
    assertArrayEquals(
        bytes(alone, "model/model.safetensors"), bytes(run, "model/member-1/model.safetensors"));
    assertArrayEquals(bytes(alone, "training.jsonl"), bytes(run, "training.jsonl"));
    HashSet<String> models = new HashSet<>();
    for (int i = 1; i <= 3; i++) {
      models.add(new String(bytes(run, "model/member-" + i + "/model.safetensors")));
      Map<?, ?> member = (Map<?, ?>) members(run).get(i - 1);
      assertEquals((long) i, member.get("member"));
      assertEquals((long) STEPS, member.get("steps"));
    }
    assertEquals(3, models.size());
    String other = "training-member-2.jsonl";
    assertEquals(STEPS, Files.readAllLines(run.evidence().resolve(other)).size());
    assertNotEquals(tuned(alone, 0), tuned(run, 0));
    assertEquals(1, tuned(run, 0).stream().mapToDouble(v -> v).sum(), 1e-6);
  }

  @Test
  void theMeanIsThatOfProbabilities() {
    float[][] one = {{0.25f, 0.75f}, {1, 0}};
    float[][] two = {{0.75f, 0.25f}, {0.5f, 0.5f}};
    float[][] mean =
        MeanPredictions.of(List.of(new Predictions(one, null), new Predictions(two, null)))
            .sequences();
    assertArrayEquals(new float[] {0.5f, 0.5f}, mean[0]);
    assertArrayEquals(new float[] {0.75f, 0.25f}, mean[1]);
    float[][][] tokens =
        MeanPredictions.of(
                List.of(
                    new Predictions(null, new float[][][] {one}),
                    new Predictions(null, new float[][][] {two})))
            .tokens();
    assertArrayEquals(mean[1], tokens[0][1]);
  }

  @Test
  void theReportTellsTheSpreadOfTheMembers() throws Exception {
    RunInfo run = TestService.over(committee(3), out).run();
    Map<String, Object> report = JsonReader.file(run.evidence().resolve("report.json"));
    Map<?, ?> table = table(report);
    List<?> shown = accuracy(table);
    double[] values = {member(run, 0), member(run, 1), member(run, 2)};
    double mean = (values[0] + values[1] + values[2]) / 3;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    Map<?, ?> row = (Map<?, ?>) ((List<?>) report.get("summary")).get(0);
    double committee = number(((Map<?, ?>) row.get("tuned")).get("value"));
    assertEquals(committee, number(shown.get(0)));
    assertEquals(mean, number(shown.get(1)), 1e-12);
    assertEquals(Math.sqrt(squares / 2), number(shown.get(2)), 1e-12);
    assertEquals(values[2], number(shown.get(5)));
    assertEquals("Member 3", ((List<?>) table.get("columns")).get(5));
  }

  @Test
  void theReportTellsLeastAndGreatestOfManyMembers() throws Exception {
    RunInfo run = TestService.over(committee(6), out).run();
    Map<?, ?> table = table(JsonReader.file(run.evidence().resolve("report.json")));
    double[] values = IntStream.range(0, 6).mapToDouble(i -> member(run, i)).sorted().toArray();
    assertEquals(
        List.of("Committee", "Mean", "Standard deviation", "Least", "Greatest"),
        table.get("columns"));
    assertEquals(values[0], number(accuracy(table).get(3)));
    assertEquals(values[5], number(accuracy(table).get(4)));
  }

  private static Map<?, ?> table(Map<String, Object> report) {
    List<?> options = (List<?>) ((Map<?, ?>) report.get("training")).get("options");
    Map<?, ?> option = (Map<?, ?>) options.get(0);
    assertEquals("committee", option.get("id"));
    return (Map<?, ?>) option.get("table");
  }

  private static List<?> accuracy(Map<?, ?> table) {
    return (List<?>) ((Map<?, ?>) ((List<?>) table.get("rows")).get(0)).get("values");
  }

  private static double member(RunInfo run, int index) {
    Map<?, ?> metrics = (Map<?, ?>) ((Map<?, ?>) members(run).get(index)).get("metrics");
    return number(metrics.get("test.accuracy"));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  @Test
  void aRunStoppedInAnyMemberGoesOnToTheSameResult() throws Exception {
    RunInfo whole = TestService.over(committee(3), out).run();
    for (int at : new int[] {13, STEPS + 1, STEPS + 17, 3 * STEPS - 1}) {
      TestService service = TestService.over(committee(3), out);
      service.follow(
          new RunListener() {
            private int steps;

            @Override
            public void step(Progress progress) {
              if (++steps == at) {
                service.service().cancel(progress.run());
              }
            }
          });
      RunInfo stopped = service.run();
      assertEquals(RunStatus.CANCELLED, stopped.status(), "stopped at " + at);
      RunInfo resumed = TestService.over(committee(3), out).resume(stopped.evidence());
      assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
      for (String file :
          List.of(
              "committee.json",
              "predictions.jsonl",
              "metrics.json",
              "training.jsonl",
              "training-member-2.jsonl",
              "training-member-3.jsonl",
              "model/member-3/model.safetensors")) {
        assertArrayEquals(bytes(whole, file), bytes(stopped, file), file + " stopped at " + at);
      }
    }
  }

  @Test
  void aRunIsTheSameTwice() throws Exception {
    RunInfo one = TestService.over(committee(2), out).run();
    RunInfo two = TestService.over(committee(2), out).run();
    assertArrayEquals(bytes(one, "committee.json"), bytes(two, "committee.json"));
    assertTrue(Member.of(2, 42).seed() != Member.of(2, 43).seed());
    assertEquals(42, Member.of(1, 42).seed());
  }
}
