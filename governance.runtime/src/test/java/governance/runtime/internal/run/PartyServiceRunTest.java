package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.party.PartyModel;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party that keeps its model and answers for texts. */
class PartyServiceRunTest {
  private static final String ID = "x.remote";

  @TempDir Path out;

  private static Runs runs(PartyModel party) {
    Runs runs = Runs.sequences(new Specs().party("hospital", ID));
    runs.registry.add(Kind.PARTY, ID, party);
    return runs;
  }

  private static double[][] halves(List<String> texts) {
    return texts.stream().map(t -> new double[] {0.5, 0.5}).toArray(double[][]::new);
  }

  @Test
  void itIsAskedOnceForEachText() throws Exception {
    List<String> asked = new ArrayList<>();
    RunInfo run =
        TestService.over(
                runs(
                    (texts, classes, settings) -> {
                      assertEquals(List.of("no", "yes"), classes);
                      asked.addAll(texts);
                      return halves(texts);
                    }),
                out)
            .run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(new HashSet<>(asked).size(), asked.size());
    assertTrue(asked.contains("case 1 has poor credit"), asked.toString());
    Map<?, ?> answered = answered(run);
    assertEquals("hospital", answered.get("party"));
    assertEquals((long) asked.size(), answered.get("texts"));
    assertTrue(Files.exists(run.evidence().resolve("data/cooperation.jsonl")));
  }

  private static Map<?, ?> answered(RunInfo run) {
    Map<String, Object> file = JsonReader.file(run.evidence().resolve("data/parties.json"));
    return (Map<?, ?>) ((List<?>) file.get("answered")).get(0);
  }

  @Test
  void oneThatCannotBeReachedOrAnswersWronglyEndsTheRunBeforeAnythingIsWritten() throws Exception {
    List<PartyModel> bad =
        List.of(
            (t, c, s) -> {
              throw new IOException("connection refused");
            },
            (t, c, s) -> new double[0][],
            (t, c, s) -> t.stream().map(x -> new double[] {0.9, 0.9}).toArray(double[][]::new),
            (t, c, s) -> t.stream().map(x -> new double[] {Double.NaN, 1}).toArray(double[][]::new),
            (t, c, s) -> null);
    for (PartyModel party : bad) {
      TestService service = TestService.over(runs(party), out);
      RunInfo run = service.run();
      assertTrue(run.message().contains(ID), run.message());
      assertEquals(4, service.service().exitCode(run.id()), run.message());
      assertFalse(Files.exists(run.evidence()), run.message());
    }
  }

  @Test
  void aRunGoesOnOnlyWithTheSameAnswers() throws Exception {
    double[] share = {0.5};
    PartyModel party =
        (texts, classes, settings) ->
            texts.stream().map(t -> new double[] {share[0], 1 - share[0]}).toArray(double[][]::new);
    TestService first = TestService.over(runs(party), out);
    first.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            first.service().cancel(progress.run());
          }
        });
    RunInfo stopped = first.run();
    assertEquals(RunStatus.CANCELLED, stopped.status());
    Object digest = answered(stopped).get("answersSha256");
    share[0] = 0.25;
    RunInfo refused = TestService.over(runs(party), out).resume(stopped.evidence());
    assertEquals(RunStatus.FAILED, refused.status(), refused.message());
    assertTrue(refused.message().contains("does not answer as when"), refused.message());
    assertEquals(digest, answered(stopped).get("answersSha256"));
    share[0] = 0.5;
    RunInfo resumed = TestService.over(runs(party), out).resume(stopped.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    assertNotEquals(null, digest);
  }
}
