package governance.runtime.internal.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.engine.DeviceInfo;
import governance.engine.LibraryInfo;
import governance.engine.RandomNumbers;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.support.FakeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the engine. */
class EngineExaminationTest {
  private static final String FOLDER = "/opt/torch/lib";

  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private CliFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new CliFixture(folder);
    fixture.engine = engine;
  }

  private static LibraryInfo library(String driver, boolean tf32, String... notes) {
    return new LibraryInfo(
        true,
        FOLDER,
        "2.11.0",
        "cu130",
        "13.0",
        driver,
        "/cache/0.36.0-libdjl_torch.so",
        Optional.of("/cache/libgovernance_device.so"),
        Optional.of(tf32),
        List.of(notes));
  }

  private int doctor() {
    return fixture.run("doctor", "--out", folder.toString());
  }

  private void says(String state, String name, String detail) {
    String line = state + " +" + name + " +\\Q" + detail + "\\E";
    assertTrue(fixture.out().lines().anyMatch(l -> l.matches(line)), fixture.out());
  }

  @Test
  void aBundledLibraryIsOneLine() {
    assertEquals(Exit.OK, doctor(), fixture.out());
    says("ok", "library", "1 cpu, bundled: none");
    assertEquals(1, fixture.out().lines().filter(l -> l.contains("library")).count());
  }

  @Test
  void aLibraryOfTheMachineIsNamedWithBindingDriverAndCards() {
    engine.pretend(
        library("13.0", true),
        new DeviceInfo("gpu:0", "NVIDIA H100", 70L << 30, 80L << 30, 0, 2L << 30, ""),
        new DeviceInfo("gpu:1", "", -1, -1, -1, -1, "fails its self-check: backward: got 1"));
    engine.draw(
        new RandomNumbers(RandomNumbers.HASH, "tensor operations: the kernel was not built"));
    assertEquals(Exit.OK, doctor(), fixture.out());
    says("ok", "library", "2.11.0 cu130, of this machine, CUDA 13.0: " + FOLDER);
    says("ok", "binding", "/cache/0.36.0-libdjl_torch.so");
    says("ok", "device functions", "/cache/libgovernance_device.so");
    says("ok", "driver", "supports CUDA 13.0");
    says("ok", "tf32", "allowed");
    says(
        "ok",
        "card gpu:0",
        "NVIDIA H100, 70 GiB free of 80 GiB, at most 2,048 MiB used by this process");
    says("note", "noise gpu:0", "tensor operations: the kernel was not built");
    assertFalse(fixture.out().contains("noise gpu:1"), fixture.out());
    says("note", "card gpu:1", "name not known, not used: fails its self-check: backward: got 1");
  }

  @Test
  void theKernelOfPrivateNoiseIsNamed() {
    engine.pretend(library("13.0", false), new DeviceInfo("gpu:0", "NVIDIA H100", 1, 1, 0, 0, ""));
    engine.draw(new RandomNumbers(RandomNumbers.HASH, RandomNumbers.KERNEL));
    assertEquals(Exit.OK, doctor(), fixture.out());
    says("ok", "noise gpu:0", "one kernel");
  }

  @Test
  void aLibraryWithCudaAndNoCardSaysWhy() {
    engine.pretend(library("", false, "the library has CUDA, but no graphics card answers"));
    assertEquals(Exit.OK, doctor(), fixture.out());
    says("note", "driver", "none found, or not known");
    says("ok", "tf32", "off: float32 is exact");
    says("note", "library", "the library has CUDA, but no graphics card answers");
  }

  @Test
  void noiseThatIsOtherThanItShouldBeConcernsPrivateRunsOnly() {
    engine.refuseNoise();
    assertEquals(Exit.OK, doctor(), fixture.out());
    String detail = "got 1, expected 2 (1 ms): no runs with a gradient policy";
    says("note", "check noise kernel", detail);
  }

  @Test
  void aLibraryThatFailsItsSelfCheckIsRefused() {
    engine.refuseChecks();
    assertEquals(Exit.INTERNAL, doctor());
    says("FAIL", "check matrix product", "got [0.0], expected [58.0] (1 ms)");
    assertTrue(fixture.out().contains("Runs cannot work here."), fixture.out());
  }
}
