package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native bundle of the right layout, without a library in it. */
class BundledCudaTest {
  @TempDir Path folder;

  private Optional<ExternalLibrary> unpacked(String flavor) throws Exception {
    Path bundle = folder.resolve("bundle");
    Path lib = Files.createDirectories(bundle.resolve("native/lib"));
    Files.writeString(
        lib.resolve("pytorch.properties"),
        "version=2.7.1-20250812\nflavor=" + flavor + "\nlibraries=libc10.so,libtorch.so\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {bundle.toUri().toURL()}, null)) {
      return BundledCuda.unpacked(loader, folder.resolve("cache"));
    }
  }

  private Path libraries() throws Exception {
    Path files = Files.createDirectories(folder.resolve("bundle/pytorch/cu128/linux-x86_64"));
    Files.writeString(files.resolve("libc10.so"), "c10");
    Files.writeString(files.resolve("libtorch.so"), "torch");
    return files;
  }

  @Test
  void aLibraryForProcessorsIsLeftToTheBinding() throws Exception {
    assertEquals(Optional.empty(), unpacked("cpu"));
    try (URLClassLoader none = new URLClassLoader(new URL[0], null)) {
      assertEquals(Optional.empty(), BundledCuda.unpacked(none, folder));
    }
  }

  @Test
  void aLibraryForCardsIsUnpackedOnce() throws Exception {
    Path files = libraries();
    ExternalLibrary library = unpacked("cu128").orElseThrow();
    assertEquals("2.7.1", library.version());
    assertEquals("cu128", library.flavor());
    assertEquals("torch", Files.readString(library.folder().resolve("libtorch.so")));
    assertEquals("c10", Files.readString(library.folder().resolve("libc10.so")));
    Files.delete(files.resolve("libc10.so"));
    assertEquals(library, unpacked("cu128").orElseThrow());
    try (var left = Files.list(folder.resolve("cache/pytorch"))) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void aBundleThatLacksAFileLeavesNothingHalfWritten() throws Exception {
    Files.delete(libraries().resolve("libtorch.so"));
    String message = assertThrows(GovernanceException.class, () -> unpacked("cu128")).getMessage();
    assertTrue(message.contains("libtorch.so in the native bundle"), message);
    try (var left = Files.list(folder.resolve("cache/pytorch"))) {
      assertEquals(0, left.count());
    }
  }
}
