package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.run.RunInfo;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import governance.itest.fixture.FaultyPenalty;
import governance.itest.fixture.FaultyPenalty.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
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

/** A third party's penalty that fails or leaves in the middle of training, with the real engine. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(120)
class FaultyPenaltyIT {
  private static final String NAME = "itest.penalty (bundle itest.third-party 3.2.1) ";

  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @SuppressWarnings("rawtypes") // the contract between launcher and runtime
  @InjectService(filter = "(governance.cli=true)")
  ToIntFunction commands;

  @TempDir Path folder;

  private Bundle bundle;

  @BeforeEach
  void install() throws Exception {
    bundle = PenaltyBundle.start(context, "3.2.1");
  }

  @AfterEach
  void uninstall() throws Exception {
    System.clearProperty(FaultyPenalty.PROPERTY);
    System.clearProperty(FaultyPenalty.REACHED);
    if (bundle.getState() != Bundle.UNINSTALLED) {
      bundle.uninstall();
    }
  }

  @Test
  void whatThrowsHaltsTheRun() throws Exception {
    halts(Fault.THROWS, "threw java.lang.IllegalStateException: deliberate");
    completes();
  }

  @Test
  void whatReturnsNothingUsableHaltsTheRun() throws Exception {
    halts(Fault.RETURNS_NULL, "returned null");
    halts(Fault.RETURNS_NAN, "returned NaN, expected a finite number");
    halts(Fault.RETURNS_MANY, "returned a tensor of shape [16, 2], expected a single number");
  }

  @Test
  void whatBlocksHaltsTheRun() throws Exception {
    halts(Fault.BLOCKS, "did not return within 1 s");
    completes();
  }

  @Test
  void whatLeavesHaltsTheRunAndMustComeBackInTheSameVersion() throws Exception {
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> run(Fault.LINGERS));
    while (System.getProperty(FaultyPenalty.REACHED) == null) {
      assertFalse(run.isDone(), "ended before the step");
      Thread.sleep(5);
    }
    bundle.stop();
    assertEquals(4, run.get(60, TimeUnit.SECONDS));
    halted("contribution left: " + NAME + "was stopped. Start the same version again", 4);

    bundle.uninstall();
    assertRefused("is not installed");
    bundle = PenaltyBundle.start(context, "3.2.2");
    assertRefused("itest.penalty: is itest.third-party 3.2.2");
    assertRefused("Install the versions that the run began with");
    bundle.uninstall();
    bundle = PenaltyBundle.start(context, "3.2.1");
    completes();
  }

  private void halts(Fault fault, String what) throws IOException {
    assertEquals(4, run(fault), fault.name());
    halted("contribution failed: " + NAME + what, FaultyPenalty.STEP);
  }

  private void halted(String message, int step) throws IOException {
    String status = Files.readString(evidence().resolve("status.json"));
    assertTrue(status.contains("\"status\": \"HALTED\""), status);
    assertTrue(status.contains("\"message\": \"" + message), status);
    assertTrue(Files.exists(evidence().resolve("checkpoints/step-" + step + ".bin")), status);
    assertFalse(Files.exists(evidence().resolve("model")));
  }

  private void completes() throws Exception {
    System.clearProperty(FaultyPenalty.PROPERTY);
    String run = runs.resume(evidence());
    RunInfo info = runs.await(run, Duration.ofSeconds(60));
    while (info.status() == RunStatus.RUNNING || info.status() == RunStatus.QUEUED) {
      info = runs.await(run, Duration.ofSeconds(1));
    }
    // a model this small does not reach the domain's limits
    assertEquals(RunStatus.BLOCKED, info.status(), info.message());
    assertTrue(Files.exists(evidence().resolve("model/model.safetensors")));
  }

  private void assertRefused(String expected) {
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> runs.resume(evidence()));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  /** Returns the newest run's folder. */
  private Path evidence() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.max((a, b) -> Long.compare(made(a), made(b))).orElseThrow();
    }
  }

  private static long made(Path run) {
    return run.resolve("spec.json").toFile().lastModified();
  }

  @SuppressWarnings("unchecked") // the contract between launcher and runtime
  private int run(Fault fault) {
    System.setProperty(FaultyPenalty.PROPERTY, fault.name());
    List<String> words = new ArrayList<>(List.of("run", "finance", "--quiet"));
    words.addAll(List.of("--out", folder.toString()));
    List<String> spec =
        List.of(
            "penalties=[{\"id\":\"" + PenaltyBundle.ID + "\",\"weight\":0.1}]",
            "data.settings.rows=200",
            "train.threads=1",
            "train.epochs=1",
            "train.stepTimeout=1",
            "model.layers=1",
            "model.hidden=32",
            "model.intermediate=64",
            "evaluation.bootstrap=10");
    spec.forEach(value -> words.addAll(List.of("--set", value)));
    return commands.applyAsInt(words.toArray(String[]::new));
  }
}
