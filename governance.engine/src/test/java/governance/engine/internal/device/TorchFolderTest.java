package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchFolderTest {
  @TempDir Path folder;

  private static TorchFolder at(Path path) {
    return TorchFolder.at(path.toString()).orElseThrow();
  }

  @Test
  void isFoundByItsFileItsFolderAndTheFolderAbove() throws Exception {
    Path torch = TorchFiles.wheel(folder, "2.11.0+cu130", "13.0");
    Path lib = torch.resolve("lib");
    assertEquals(lib, at(torch).lib());
    assertEquals(lib, at(lib).lib());
    assertEquals(lib, at(lib.resolve("libtorch.so")).lib());
    assertTrue(TorchFolder.at(folder.toString()).isEmpty());
    assertTrue(TorchFolder.at("/a\0b").isEmpty());
  }

  @Test
  void aWheelTellsVersionAndFlavour() throws Exception {
    TorchFolder gpu = at(TorchFiles.wheel(folder.resolve("a"), "2.11.0+cu130", "13.0"));
    assertEquals(Optional.of("2.11.0"), gpu.version());
    assertEquals(Optional.of("cu130"), gpu.flavor());
    TorchFolder plain = at(TorchFiles.wheel(folder.resolve("b"), "2.14.1", "13.0"));
    assertEquals(Optional.of("cu130"), plain.flavor());
    TorchFolder own = at(TorchFiles.wheel(folder.resolve("c"), "2.12.0a0+git1234567", "12.8"));
    assertEquals(Optional.of("2.12.0"), own.version());
    assertEquals(Optional.of("cu128"), own.flavor());
    TorchFolder cpu = at(TorchFiles.wheel(folder.resolve("d"), "2.13.0+cpu", null));
    assertEquals(Optional.of("cpu"), cpu.flavor());
  }

  @Test
  void anArchiveTellsVersionAndFlavour() throws Exception {
    TorchFolder gpu = at(TorchFiles.archive(folder.resolve("a"), "2.7.1+cu128", true));
    assertEquals(Optional.of("2.7.1"), gpu.version());
    assertEquals(Optional.of("cu128"), gpu.flavor());
    TorchFolder silent = at(TorchFiles.folder(folder.resolve("b"), true));
    assertTrue(silent.version().isEmpty());
    assertTrue(silent.flavor().isEmpty());
  }
}
