package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.run.RunInfo;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a program starts are checked and logged as commands are. */
class AccessRunTest {
  private static final String ME = ProcessHandle.current().info().user().orElseThrow();

  @TempDir Path out;

  private TestService service(String role) {
    Runs runs = Runs.sequences(new Specs());
    runs.access = new AccessControl(Optional.of(out.resolve("access")), Clock.systemUTC());
    runs.access.folder().begin(Map.of(ME, List.of(role)), Map.of("*", ME));
    return TestService.over(runs, out.resolve("runs"));
  }

  @Test
  void aRunKeepsWhoStartedItAndTheLogKeepsHowItEnded() throws Exception {
    RunInfo run = service("operator").run();
    Path folder = run.evidence();
    Map<String, Object> event =
        EventLog.read(folder.resolve("events.jsonl")).stream()
            .filter(e -> e.get("type").equals("access"))
            .findFirst()
            .orElseThrow();
    Map<?, ?> by = (Map<?, ?>) event.get("data");
    assertEquals(ME, by.get("user"));
    assertEquals(List.of("operator"), by.get("roles"));
    assertEquals(64, by.get("policySha256").toString().length());
    AccessControl access = new AccessControl(Optional.of(out.resolve("access")), Clock.systemUTC());
    List<Map<String, Object>> log = access.folder().entries();
    Map<?, ?> end = (Map<?, ?>) log.get(log.size() - 1).get("data");
    assertEquals("end", end.get("operation"));
    assertEquals(ME, end.get("user"));
    assertEquals(run.status().name(), end.get("status"));
    assertEquals(
        JsonReader.file(folder.resolve("status.json")).get("eventsHead"), end.get("eventsHead"));
    assertEquals(List.of(), access.folder().faults(List.of(folder)));
  }

  @Test
  void whoMayNotRunIsRefusedAndNothingIsWritten() {
    TestService service = service("auditor");
    GovernanceException e = assertThrows(GovernanceException.class, service::start);
    assertTrue(e.getMessage().contains("may not use \"run\"; allowed: operator"), e.getMessage());
    assertTrue(Files.notExists(out.resolve("runs")));
  }
}
