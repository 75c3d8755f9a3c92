package governance.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.Metric;
import governance.api.party.PartyModel;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import governance.api.train.Penalty;
import governance.itest.fixture.Adversary;
import governance.itest.fixture.MeanThreshold;
import governance.itest.fixture.OtherBank;
import governance.itest.fixture.PairDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Third-party plug-ins of the hardest kinds, together in one run with the real engine. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(180)
class HardPluginsIT {
  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @TempDir Path folder;

  private Bundle bundle;

  @BeforeEach
  void install() throws Exception {
    bundle =
        new ComponentBundle("itest.hard")
            .classes(
                context.getBundle(),
                Adversary.class,
                MeanThreshold.class,
                PairDistance.class,
                OtherBank.class)
            .contribution("PENALTY", "itest.adversary", Penalty.class, Adversary.class)
            .contribution(
                "DECISION_RULE", "itest.mean-threshold", DecisionRule.class, MeanThreshold.class)
            .contribution("METRIC", "itest.pair-distance", Metric.class, PairDistance.class)
            .contribution("PARTY", "itest.other-bank", PartyModel.class, OtherBank.class)
            .install(context);
    bundle.start();
  }

  @AfterEach
  void uninstall() throws Exception {
    bundle.uninstall();
  }

  private RunRequest request() {
    Map<String, String> spec = new HashMap<>();
    spec.put("data.settings.rows", "200");
    spec.put("train.threads", "1");
    spec.put("train.epochs", "3");
    spec.put("model.layers", "1");
    spec.put("model.hidden", "32");
    spec.put("model.intermediate", "64");
    spec.put("evaluation.bootstrap", "0");
    spec.put("explainers", "[]");
    spec.put("gates", "[]");
    spec.put(
        "penalties",
        "[{\"id\":\"itest.adversary\",\"weight\":0.5},{\"id\":\"cooperation.agreement\"}]");
    spec.put("metrics", "[\"quality.accuracy\",\"itest.pair-distance\"]");
    spec.put("decision", "itest.mean-threshold");
    spec.put("parties", "[{\"name\":\"other\",\"id\":\"itest.other-bank\"}]");
    return new RunRequest("finance", spec, Map.of(), folder);
  }

  private RunInfo end(String run) throws InterruptedException {
    RunInfo info = runs.await(run, Duration.ofSeconds(100));
    while (info.status() == RunStatus.RUNNING || info.status() == RunStatus.QUEUED) {
      info = runs.await(run, Duration.ofSeconds(1));
    }
    return info;
  }

  private static JsonObject json(RunInfo run, String file) throws IOException {
    return JsonParser.parseString(Files.readString(run.evidence().resolve(file))).getAsJsonObject();
  }

  private static byte[] bytes(RunInfo run, String file) throws IOException {
    return Files.readAllBytes(run.evidence().resolve(file));
  }

  @Test
  void theyTakePartInARunAndARunThatWasStoppedGoesOnToTheSameBytes() throws Exception {
    assertEquals(List.of(), runs.plan(request()).problems());
    RunInfo whole = end(runs.start(request()));
    assertEquals(RunStatus.PASSED, whole.status(), whole.message());
    String events = Files.readString(whole.evidence().resolve("events.jsonl"));
    assertTrue(events.contains("\"ownParameters\":{\"itest.adversary\":66}"), "32 x 2 and 2");
    JsonObject pair = json(whole, "metrics.json").getAsJsonObject("itest.pair-distance");
    assertTrue(pair.getAsJsonObject("tuned").get("value").getAsDouble() > 0);
    JsonObject rule = json(whole, "model/decision-rule.json");
    assertTrue(rule.get("state").getAsString().startsWith("favourable from "));
    assertEquals("itest.hard", rule.get("bundle").getAsString());
    JsonObject answered =
        json(whole, "data/parties.json").getAsJsonArray("answered").get(0).getAsJsonObject();
    assertTrue(answered.get("texts").getAsInt() > 50);

    String run = runs.start(request());
    while (runs.info(run).step() < 5) {
      assertTrue(runs.info(run).status() != RunStatus.FAILED, runs.info(run).message());
      Thread.sleep(2);
    }
    runs.cancel(run);
    RunInfo stopped = end(run);
    assertEquals(RunStatus.CANCELLED, stopped.status(), stopped.message());
    assertFalse(Files.exists(stopped.evidence().resolve("model")));
    RunInfo resumed = end(runs.resume(stopped.evidence()));
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    for (String file :
        new String[] {
          "model/model.safetensors",
          "model/decision-rule.json",
          "training.jsonl",
          "metrics.json",
          "predictions.jsonl",
          "decision.json"
        }) {
      assertArrayEquals(bytes(whole, file), bytes(resumed, file), file);
    }
  }
}
