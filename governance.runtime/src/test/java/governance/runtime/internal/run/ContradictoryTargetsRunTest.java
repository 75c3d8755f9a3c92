package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose targets cannot both hold says which, and what was reached. */
class ContradictoryTargetsRunTest {
  @TempDir Path out;

  /** Two terms whose sum is 1 in every step. */
  private List<String> warnings(double first, double second) throws Exception {
    Runs runs =
        Runs.sequences(new Specs())
            .penalty("p.one", new Weight.Target(first), batch -> FakeTensors.tensor(0.25))
            .penalty("p.other", new Weight.Target(second), batch -> FakeTensors.tensor(0.75));
    TestService service = TestService.over(runs, out);
    List<String> warnings = new CopyOnWriteArrayList<>();
    service.follow(
        new RunListener() {
          @Override
          public void warning(String text) {
            warnings.add(text);
          }
        });
    RunInfo run = service.run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    return warnings;
  }

  @Test
  void theRunNamesThePairAndWhatWasReached() throws Exception {
    List<String> warnings = warnings(0.1, 0.5);
    String said =
        "The targets of p.one (at most 0.1000, reached 0.2500) and p.other (at most 0.5000, reached"
            + " 0.7500) did not hold together";
    assertTrue(warnings.stream().anyMatch(w -> w.startsWith(said)), warnings.toString());
    try (var runs = Files.list(out)) {
      Path run =
          runs.filter(p -> Files.exists(p.resolve("events.jsonl"))).findFirst().orElseThrow();
      String events = Files.readString(run.resolve("events.jsonl"));
      assertTrue(events.contains("\"contradictoryTargets\":[[\"p.one\",\"p.other\"]]"), events);
    }
  }

  @Test
  void targetsThatHoldAreNotMentioned() throws Exception {
    List<String> warnings = warnings(0.3, 0.8);
    assertTrue(warnings.stream().noneMatch(w -> w.contains("hold together")), warnings.toString());
  }
}
