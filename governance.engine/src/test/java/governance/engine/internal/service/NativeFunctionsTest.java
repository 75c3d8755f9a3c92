package governance.engine.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.engine.LibraryInfo;
import governance.engine.internal.device.Devices;
import governance.engine.internal.device.LibtorchSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The engine's own native functions. They need a libtorch of this machine: {@code mvn test
 * -Dgovernance.engine.libtorch.path=…}.
 */
class NativeFunctionsTest {
  private NativeLibrary library;

  @BeforeEach
  void load() {
    LibtorchSettings settings = LibtorchSettings.of(System::getProperty, System::getenv, Map.of());
    assumeTrue(!settings.path().value().isEmpty());
    library = NativeLibrary.start(settings);
  }

  @Test
  void areBuiltForTheLoadedLibrary() {
    LibraryInfo info = new LibraryDescription(library).info();
    assertTrue(info.external());
    assertTrue(info.deviceLibrary().isPresent(), info.toString());
    assertEquals(info.cuda().isEmpty(), info.flavor().equals("cpu"), info.toString());
    assertTrue(info.version().matches("\\d+\\.\\d+\\.\\d+"), info.version());
  }

  @Test
  void tf32IsSwitched() {
    Devices devices = library.devices();
    devices.tf32(true);
    assertEquals(Optional.of(true), devices.tf32());
    devices.tf32(false);
    assertEquals(Optional.of(false), devices.tf32());
    devices.emptyCache();
  }

  @Test
  void cardsHaveMemory() {
    Devices devices = library.devices();
    assertEquals(devices.count() == 0, devices.obstacle().isPresent());
    for (int card = 0; card < devices.count(); card++) {
      assertTrue(devices.info(card, "").total() > 1L << 30, devices.info(card, "").toString());
      devices.resetPeak(card);
    }
  }
}
