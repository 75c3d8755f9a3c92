package governance.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import governance.itest.fixture.LingeringPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Bundles that come, go and change while a run plans, trains, evaluates and reports. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(120)
class DepartureIT {
  private static Path undisturbed;

  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @SuppressWarnings("rawtypes") // the contract between launcher and runtime
  @InjectService(filter = "(governance.cli=true)")
  ToIntFunction commands;

  @TempDir Path folder;

  private Bundle bundle;

  @BeforeEach
  void install() throws Exception {
    bundle = LingeringBundle.of("1.0.0").start(context);
  }

  @AfterEach
  void uninstall() throws Exception {
    System.clearProperty(LingeringPlugin.PLACE);
    System.clearProperty(LingeringPlugin.REACHED);
    remove(bundle);
  }

  private static void remove(Bundle bundle) throws BundleException {
    if (bundle.getState() != Bundle.UNINSTALLED) {
      bundle.uninstall();
    }
  }

  @SuppressWarnings("unchecked") // the contract between launcher and runtime
  private int command(List<String> words) {
    return commands.applyAsInt(words.toArray(String[]::new));
  }

  private interface Change {
    void make() throws Exception;
  }

  /** Runs, makes the change while the run is in a place, and returns the exit code. */
  private int during(String place, Change change) throws Exception {
    System.setProperty(LingeringPlugin.PLACE, place);
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(() -> command(LingeringBundle.run(folder.toString())));
    while (System.getProperty(LingeringPlugin.REACHED) == null) {
      assertFalse(run.isDone(), () -> "ended before " + place + ": " + run.join());
      Thread.sleep(2);
    }
    change.make();
    return run.get(60, TimeUnit.SECONDS);
  }

  private Path evidence() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.findFirst().orElseThrow();
    }
  }

  private String file(String name) throws IOException {
    return Files.readString(evidence().resolve(name));
  }

  private void assertHalted() throws IOException {
    String status = file("status.json");
    assertTrue(status.contains("\"status\": \"HALTED\""), status);
    assertTrue(status.contains("\"message\": \"contribution left: itest."), status);
    assertTrue(status.contains("Start the same version again and resume the run"), status);
    assertFalse(status.contains("was torn down"), status);
  }

  private void assertGoesOnToTheSameResult() throws Exception {
    Path same = undisturbed();
    RunInfo info = resumed();
    assertEquals(RunStatus.PASSED, info.status(), info.message());
    for (String name :
        List.of(
            "training.jsonl",
            "metrics.json",
            "explanations/itest.explainer.json",
            "gates.json",
            "lingering.txt",
            "model/model.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(same.resolve(name)),
          Files.readAllBytes(evidence().resolve(name)),
          name);
    }
  }

  private RunInfo resumed() throws Exception {
    String run = runs.resume(evidence());
    RunInfo info = runs.await(run, Duration.ofSeconds(60));
    while (info.status() == RunStatus.RUNNING || info.status() == RunStatus.QUEUED) {
      info = runs.await(run, Duration.ofSeconds(1));
    }
    return info;
  }

  private Path undisturbed() throws IOException {
    if (undisturbed == null) {
      Path out = Files.createTempDirectory("undisturbed");
      assertEquals(0, command(LingeringBundle.run(out.toString())));
      try (Stream<Path> all = Files.list(out)) {
        undisturbed = all.findFirst().orElseThrow();
      }
    }
    return undisturbed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "explain", "gates", "report", "deliver"})
  void whatLeavesHaltsTheRunWhichGoesOnOnceItIsBack(String place) throws Exception {
    assertEquals(4, during(place, bundle::stop));
    assertHalted();
    assertTrue(Files.exists(evidence().resolve("checkpoints/state.json")), "no checkpoint");
    bundle.start();
    assertGoesOnToTheSameResult();
  }

  /** The one who stops the bundle waits for the work in progress, so that it is not torn down. */
  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "explain", "gates", "report", "deliver"})
  void isNotTornDownAtWork(String place) throws Exception {
    long[] waited = new long[1];
    during(
        place,
        () -> {
          long begin = System.nanoTime();
          bundle.stop();
          waited[0] = (System.nanoTime() - begin) / 1_000_000;
        });
    assertTrue(waited[0] > LingeringPlugin.MILLIS / 2, waited[0] + " ms");
    assertTrue(waited[0] < 5_000, waited[0] + " ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "baseline"})
  void whatLeavesBeforeAnythingIsWrittenLeavesNothing(String place) throws Exception {
    assertEquals(4, during(place, bundle::stop));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(), all.toList());
    }
    RunInfo last = runs.list().get(runs.list().size() - 1);
    assertEquals(RunStatus.HALTED, last.status());
    assertTrue(
        last.message()
            .endsWith("Nothing was written yet; start it again, then start the" + " run anew"),
        last.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "report"})
  void anUpdateIsADepartureAndAnotherVersionIsRefused(String place) throws Exception {
    assertEquals(
        4,
        during(
            place,
            () -> bundle.update(new ByteArrayInputStream(LingeringBundle.of("1.1.0").bytes()))));
    assertHalted();
    assertRefused("itest.term: is itest.lingering 1.1.0 (");
    assertRefused("allowed: itest.lingering 1.0.0 (");
    assertRefused("governance plan " + evidence().resolve("spec.json"));
    // the same number on other bytes is another version
    bundle.update(
        new ByteArrayInputStream(LingeringBundle.of("1.0.0").file("more.txt", "x").bytes()));
    assertRefused("itest.term: is itest.lingering 1.0.0 (");
    bundle.update(new ByteArrayInputStream(LingeringBundle.of("1.0.0").bytes()));
    assertGoesOnToTheSameResult();
  }

  private void assertRefused(String expected) throws IOException {
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> runs.resume(evidence()));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void aRunWhoseBundleIsRemovedSaysWhichVersionItWants() throws Exception {
    assertEquals(4, during("train", bundle::uninstall));
    assertHalted();
    assertRefused("is not installed");
    assertRefused("itest.lingering 1.0.0 (");
    bundle = LingeringBundle.of("1.0.0").start(context);
    assertGoesOnToTheSameResult();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "train", "evaluate", "report"})
  void whatArrivesDisturbsNoRun(String place) throws Exception {
    Bundle[] other = new Bundle[1];
    int code = during(place, () -> other[0] = LingeringBundle.of("2.0.0").start(context));
    try {
      assertEquals(0, code);
      assertTrue(file("report.json").contains("\"version\": \"1.0.0\""), "another version");
      assertFalse(file("report.json").contains("\"version\": \"2.0.0\""), "another version");
      ContributionInfo used =
          runs.contributions().stream()
              .filter(c -> c.id().equals("itest.term") && c.rejected() == null)
              .findFirst()
              .orElseThrow();
      assertEquals("2.0.0", used.version());
    } finally {
      remove(other[0]);
    }
  }

  /** With both versions there, a run goes on with the one it began with. */
  @Test
  void aRunGoesOnWithItsVersionAlsoBesideANewerOne() throws Exception {
    assertEquals(4, during("evaluate", bundle::stop));
    Bundle newer = LingeringBundle.of("2.0.0").start(context);
    try {
      assertRefused("itest.term: is itest.lingering 2.0.0 (");
      bundle.start();
      assertGoesOnToTheSameResult();
    } finally {
      remove(newer);
    }
  }

  @Test
  void whatLeavesWhileARunIsPlannedKeepsItFromStarting() throws Exception {
    String data = Files.writeString(folder.resolve("rows.lingering"), "x").toString();
    System.setProperty(LingeringPlugin.PLACE, "plan");
    CompletableFuture<Integer> plan =
        CompletableFuture.supplyAsync(
            () -> command(List.of("plan", "finance", "--data", data, "--out", "" + folder)));
    while (System.getProperty(LingeringPlugin.REACHED) == null) {
      assertFalse(plan.isDone(), "ended before");
      Thread.sleep(2);
    }
    bundle.stop();
    assertEquals(2, plan.get(60, TimeUnit.SECONDS));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(1, all.count(), "something was written");
    }
  }
}
