package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.LibraryInfo;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's library at the start of a run, and what evidence says of it. */
class EngineCheckedTest {
  @TempDir Path out;

  @Test
  void aLibraryThatFailsItsSelfCheckMakesNoEvidence() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    service.engine().refuseChecks();
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(
        run.message()
            .contains(
                "engine: fails its self-check on cpu: matrix product: got [0.0], expected [58.0]"),
        run.message());
    assertTrue(run.message().contains("docs/gpu.md"), run.message());
    assertFalse(Files.exists(run.evidence().resolve("model")));
  }

  @Test
  void aDeviceThatDrawsOtherNoiseIsRefusedForRunsWithNoise() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    service.engine().refuseNoise();
    RunInfo run = service.run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Runs noisy = Runs.sequences(new Specs().policy("g.noise"));
    noisy.registry.add(
        Kind.GRADIENT_POLICY, "g.noise", new PrivacyRunTest.Noise(NoiseSource.SEEDED));
    service = TestService.over(noisy, out);
    service.engine().refuseNoise();
    run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(run.message().contains("on cpu: noise kernel: got 1, expected 2"), run.message());
  }

  @Test
  void evidenceNamesTheLibraryWithoutAPath() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    service
        .engine()
        .pretend(
            new LibraryInfo(
                true,
                "/home/somebody/torch/lib",
                "2.11.0",
                "cu130",
                "13.0",
                "13.0",
                "/home/somebody/binding.so",
                Optional.empty(),
                Optional.of(false),
                List.of()));
    service.engine().tf32(true);
    RunInfo run = service.run();
    Map<String, Object> environment = JsonReader.file(run.evidence().resolve("environment.json"));
    assertEquals(false, environment.get("tf32"));
    assertFalse(service.engine().tf32(), "exact float32 was not asked for");
    String libraries = environment.get("libraries").toString();
    assertTrue(libraries.contains("2.11.0 cu130, of this machine, CUDA 13.0"), libraries);
    assertFalse(environment.toString().contains("somebody"), environment.toString());
  }
}
