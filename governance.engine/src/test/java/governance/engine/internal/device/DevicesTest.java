package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.api.GovernanceException;
import governance.engine.DeviceInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Without the engine's native library; with it see NativeFunctionsTest. */
class DevicesTest {
  private static final NvidiaSmi SILENT = new NvidiaSmi(List.of("no-such-program"), 1);

  private static Devices cards(int number) {
    return new Devices(true, false, card -> card < number, SILENT);
  }

  @Test
  void aLibraryForProcessorsSeesNoCard() {
    Devices devices = new Devices(false, false, card -> true, SILENT);
    assertEquals(0, devices.count());
    assertEquals(Optional.of(false), devices.tf32());
    assertEquals("", devices.runtime("cpu"));
    assertTrue(devices.obstacle().orElseThrow().contains("not built for CUDA"));
    devices.tf32(true); // changes nothing there
    devices.emptyCache();
  }

  @Test
  void cardsAreCountedByTryingThem() {
    assertEquals(2, cards(2).count());
    assertEquals(Optional.empty(), cards(2).obstacle());
    assertEquals(0, cards(0).count());
    String obstacle = cards(0).obstacle().orElseThrow();
    assertTrue(obstacle.startsWith("the library has CUDA, but no graphics card answers"), obstacle);
  }

  @Test
  void theDriversProgramTellsNamesAndMemory() {
    assumeTrue(System.getenv("CUDA_VISIBLE_DEVICES") == null);
    NvidiaSmi smi = new NvidiaSmi(List.of("sh", "-c", "echo '1, Card, 100, 200'"), 5);
    Devices devices = new Devices(true, false, card -> card < 2, smi);
    assertEquals(
        new DeviceInfo("gpu:1", "Card", 100L << 20, 200L << 20, -1, -1, ""), devices.info(1, ""));
    DeviceInfo unknown = devices.info(0, "broken");
    assertEquals(new DeviceInfo("gpu:0", "", -1, -1, -1, -1, "broken"), unknown);
    assertFalse(unknown.usable());
  }

  @Test
  void tf32ThatCannotBeSwitchedIsRefused() {
    assumeTrue(System.getenv("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE") == null);
    cards(1).tf32(false);
    cards(0).tf32(true); // no card, no difference
    String message =
        assertThrows(GovernanceException.class, () -> cards(1).tf32(true)).getMessage();
    assertTrue(message.startsWith("train.tf32: is true"), message);
    assertTrue(message.contains("start with TORCH_ALLOW_TF32_CUBLAS_OVERRIDE=1"), message);
  }

  @Test
  void theFlavourTellsTheCudaVersion() {
    assertEquals("13.0", cards(0).runtime("cu130"));
    assertEquals("12.8", cards(0).runtime("cu128"));
    assertEquals("13.1", Devices.version(13010));
    assertEquals("", Devices.version(0));
  }
}
