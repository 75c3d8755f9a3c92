package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The policy of an installation, as its users meet it. */
@Timeout(180)
class AccessTest {
  private static final String ME = ProcessHandle.current().info().user().orElseThrow();

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void link() throws IOException {
    distribution = new Distribution(folder);
  }

  private String ended(int code, String... words) throws Exception {
    TinyRuns.Ended ended = TinyRuns.ended(distribution.start(words));
    assertEquals(code, ended.code(), ended.text());
    return ended.text();
  }

  @Test
  void whatThePolicyDoesNotGrantIsRefusedAndLogged() throws Exception {
    ended(0, "access", "init", "--user", ME + "=auditor");
    String refused = ended(2, "run", "finance", "--out", folder.resolve("runs").toString());
    assertTrue(
        refused.startsWith("error: access: " + ME + " (auditor) may not use \"run\""), refused);
    assertTrue(Files.notExists(folder.resolve("runs")));
    refused = ended(2, "shell");
    assertTrue(refused.contains("may not use \"shell\"; allowed: nobody"), refused);
    String log = ended(0, "access", "log", "--refused");
    assertTrue(log.contains("refused  command run") && log.contains("command shell"), log);
    // The name of the user is asked of the system, not of a property.
    TinyRuns.Ended other =
        TinyRuns.ended(distribution.start(List.of("-Duser.name=alice"), "access", "show"));
    assertTrue(other.text().contains("you     " + ME + " (account)"), other.text());
  }

  @Test
  void processesAtTheSameTimeLeaveOneWholeChain() throws Exception {
    ended(0, "access", "init");
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      all.add(distribution.start("access", "show"));
    }
    for (Process process : all) {
      assertEquals(0, TinyRuns.ended(process).code());
    }
    Path log = folder.resolve("home/access/log.jsonl");
    assertEquals(4, Files.readAllLines(log).size());
    ended(0, "access", "log", "--verify", "--out", folder.toString());
    Files.writeString(log, Files.readString(log).replaceFirst("access show", "access log "));
    assertTrue(ended(3, "access", "log", "--verify").contains("its hash does not follow"));
  }
}
