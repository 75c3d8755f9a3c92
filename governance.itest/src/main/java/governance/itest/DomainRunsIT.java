package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

/** A small run of a pack's own sample, from the generator to the report. */
@ExtendWith(ServiceExtension.class)
class DomainRunsIT {
  private static final Map<String, String> SMALL =
      Map.of(
          "train.threads", "1",
          "train.epochs", "1",
          "data.settings.rows", "300",
          "model.layers", "1",
          "model.hidden", "32",
          "model.intermediate", "64",
          "evaluation.bootstrap", "10",
          "evaluation.reference", "false");

  @InjectService RunService runs;

  @TempDir Path folder;

  private void finishes(String domain, String generator) throws Exception {
    RunRequest request = new RunRequest(domain, SMALL, Map.of(), folder);
    RunInfo run = runs.await(runs.start(request), Duration.ofMinutes(2));
    assertTrue(
        EnumSet.of(RunStatus.PASSED, RunStatus.BLOCKED).contains(run.status()), run::message);
    String plan = Files.readString(run.evidence().resolve("plan.json"));
    assertTrue(plan.contains("\"id\": \"" + generator + "\""), plan);
    assertTrue(plan.contains("\"bundle\": \"plugins.domain-" + domain + "\""), plan);
    assertTrue(Files.size(run.evidence().resolve("report.html")) > 0);
    assertEquals(60, Files.readAllLines(run.evidence().resolve("predictions.jsonl")).size());
  }

  @Test
  void education() throws Exception {
    finishes("education", "education.course-records");
  }

  @Test
  void judicial() throws Exception {
    finishes("judicial", "judicial.case-records");
  }
}
