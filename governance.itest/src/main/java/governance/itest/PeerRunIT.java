package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

/**
 * Models of whole runs, loaded by Transformers, predict what the runs wrote. Runs where {@code
 * PEER_PYTHON} names a Python with transformers, for adapters that are not merged with peft too,
 * and is skipped elsewhere; {@code bench/peer/run_model.py} is the peer.
 */
@ExtendWith(ServiceExtension.class)
class PeerRunIT {
  private static final String PYTHON = System.getenv("PEER_PYTHON");
  private static final String MERGED = "{\"type\": \"lora\", \"rank\": 4, \"merge\": true}";
  private static final String ADAPTER = "{\"type\": \"lora\", \"rank\": 4}";

  @TempDir static Path models;

  @InjectService RunService runs;

  @TempDir Path folder;

  @BeforeEach
  void peer() {
    assumeTrue(PYTHON != null, "skipped: set PEER_PYTHON to a Python with transformers");
  }

  private Path run(String domain, Map<String, String> values) throws Exception {
    Map<String, String> all = new HashMap<>(values);
    all.put("train.threads", "1");
    all.put("train.epochs", "2");
    all.put("train.learningRate", "0.003");
    all.put("data.settings.rows", "200");
    all.put("evaluation.bootstrap", "0");
    all.put("evaluation.reference", "false");
    all.put("explainers", "[]");
    all.put("gates", "[]");
    RunRequest request = new RunRequest(domain, all, Map.of(), folder);
    RunInfo run = runs.await(runs.start(request), Duration.ofMinutes(2));
    assertTrue(
        EnumSet.of(RunStatus.PASSED, RunStatus.BLOCKED).contains(run.status()), run::message);
    return run.evidence();
  }

  /** A run from random weights, whose model the others start from. */
  private Path base(String domain) throws Exception {
    return run(
        domain, Map.of("model.layers", "1", "model.hidden", "32", "model.intermediate", "64"));
  }

  private static String peer(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
    builder.environment().put("HF_HUB_OFFLINE", "1");
    builder.environment().put("HF_HUB_DISABLE_PROGRESS_BARS", "1");
    Process process = builder.start();
    byte[] said = process.getInputStream().readAllBytes();
    return process.waitFor() + " " + new String(said, StandardCharsets.UTF_8);
  }

  private static String script(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("bench/peer").resolve(name))) {
      at = at.getParent();
    }
    assertTrue(at != null, "no bench/peer/" + name + " above " + Path.of("").toAbsolutePath());
    return at.resolve("bench/peer").resolve(name).toString();
  }

  /** A small model of random weights with its tokenizer, made by Transformers. */
  private static String made(String architecture) throws Exception {
    if (!Files.exists(models.resolve(architecture))) {
      String answer = peer(PYTHON, script("make_models.py"), models.toString());
      assertEquals("0", answer.substring(0, 1), answer);
    }
    return models.resolve(architecture).toString();
  }

  private static void agrees(Path run, int rows) throws Exception {
    String answer = peer(PYTHON, script("run_model.py"), run.toString());
    assertEquals("0", answer.substring(0, 1), answer);
    assertTrue(answer.contains(" " + rows + " rows compared"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "roberta", "xlm-roberta", "distilbert", "electra", "albert"})
  void transformersPredictsTheSameFromEachArchitecture(String architecture) throws Exception {
    String from = made(architecture);
    agrees(run("finance", Map.of("model.folder", from)), 40);
    agrees(run("medical", Map.of("model.folder", from)), 40);
    agrees(run("finance", Map.of("model.folder", from, "model.adapter", MERGED)), 40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance", "medical"})
  void transformersPredictsTheSameFromAMergedAdapter(String domain) throws Exception {
    Path base = base(domain);
    agrees(base, 40);
    String from = base.resolve("model").toString();
    agrees(run(domain, Map.of("model.folder", from, "model.adapter", MERGED)), 40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance", "medical"})
  void transformersPredictsTheSameFromAnAdapter(String domain) throws Exception {
    assumeTrue(peer(PYTHON, "-c", "import peft").startsWith("0"), "skipped: no peft");
    String from = base(domain).resolve("model").toString();
    Path tuned = run(domain, Map.of("model.folder", from, "model.adapter", ADAPTER));
    assertTrue(Files.exists(tuned.resolve("model/adapter_config.json")));
    agrees(tuned, 40);
  }

  @Test
  void transformersPredictsTheMeanOfACommittee() throws Exception {
    String from = base("finance").resolve("model").toString();
    agrees(run("finance", Map.of("model.folder", from, "model.committee", "2")), 40);
  }

  @Test
  void thePeerNoticesAnotherModel() throws Exception {
    Path one = base("finance");
    String from = one.resolve("model").toString();
    Path other = run("finance", Map.of("model.folder", from));
    Path weights = Path.of("model/model.safetensors");
    Files.delete(one.resolve(weights));
    Files.copy(other.resolve(weights), one.resolve(weights));
    assertEquals("1", peer(PYTHON, script("run_model.py"), one.toString()).substring(0, 1));
  }
}
