package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFunctionsTest {
  @TempDir Path folder;

  private DeviceFunctions load() {
    ExternalLibrary library =
        new ExternalLibrary(folder, "2.11.0", "cpu", Optional.empty(), List.of(folder));
    return DeviceFunctions.load(Optional.of(library), "2.11.0");
  }

  @Test
  void aBundledLibraryHasNone() {
    assertFalse(DeviceFunctions.load(Optional.empty(), "2.7.1").loaded());
  }

  @Test
  void aMissingOrBrokenFileIsToldAndNothingElse() throws Exception {
    assertTrue(load().problem().contains("build.sh makes it"), load().problem());
    Files.writeString(folder.resolve(DeviceLibrary.FILE), "no library");
    assertFalse(load().loaded());
    assertTrue(load().problem().contains("cannot be loaded"), load().problem());
  }
}
