package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalLibraryTest {
  private static final List<String> KEYS =
      List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");

  @TempDir Path folder;
  private final Map<String, String> given = new HashMap<>();
  private final Map<String, String> before = new HashMap<>();

  @BeforeEach
  void remember() {
    KEYS.forEach(key -> before.put(key, System.getProperty(key)));
  }

  @AfterEach
  void restore() {
    before.forEach(
        (key, value) -> {
          if (value == null) {
            System.clearProperty(key);
          } else {
            System.setProperty(key, value);
          }
        });
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private void set(String key, Object value) {
    given.put("governance.engine.libtorch." + key, value.toString());
  }

  private Optional<ExternalLibrary> found() {
    return ExternalLibrary.of(LibtorchSettings.of(given::get, name -> null, Map.of()), cache());
  }

  private void refused(String... parts) {
    String message = assertThrows(GovernanceException.class, this::found).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertTrue(message.contains("docs/gpu.md"), message);
  }

  private Path binding(String name) throws IOException {
    Path place = Files.createDirectories(cache().resolve("pytorch").resolve(name));
    return Files.writeString(place.resolve("0.36.0-libdjl_torch.so"), "");
  }

  @Test
  void isEmptyWhereNothingIsSet() {
    assertEquals(Optional.empty(), found());
  }

  @Test
  void theFolderTellsTheRest() throws Exception {
    set("path", TorchFiles.wheel(folder, "2.11.0+cu130", "13.0"));
    Path binding = binding("2.11.0-cu130-linux-x86_64");
    ExternalLibrary library = found().orElseThrow();
    assertEquals("2.11.0", library.version());
    assertEquals("cu130", library.flavor());
    assertEquals(Optional.of(binding), library.binding());
  }

  @Test
  void theBindingIsToldWhatToLoadByLinksAlone() throws Exception {
    Path torch = TorchFiles.wheel(folder, "2.11.0+cu130", "13.0");
    set("path", torch);
    Path binding = binding("2.11.0-cu130-linux-x86_64");
    for (int twice = 0; twice < 2; twice++) {
      found().orElseThrow().apply(cache(), name -> null);
      Path linked = Path.of(System.getProperty("PYTORCH_LIBRARY_PATH"));
      assertEquals(torch.resolve("lib/libtorch.so"), linked.resolve("libtorch.so").toRealPath());
      assertEquals(binding, linked.resolve("0.36.0-libdjl_torch.so").toRealPath());
      try (var files = Files.list(linked)) {
        assertEquals(2, files.count());
      }
      assertEquals("2.11.0", System.getProperty("PYTORCH_VERSION"));
      assertEquals("cu130", System.getProperty("PYTORCH_FLAVOR"));
    }
  }

  @Test
  void theEnvironmentMustNotSayOtherwise() throws Exception {
    Path torch = TorchFiles.wheel(folder, "2.11.0+cu130", "13.0");
    set("path", torch);
    binding("2.11.0-cu130-linux-x86_64");
    ExternalLibrary library = found().orElseThrow();
    library.apply(cache(), name -> name.equals("PYTORCH_LIBRARY_PATH") ? torch.toString() : null);
    String message =
        assertThrows(
                GovernanceException.class,
                () -> library.apply(cache(), n -> n.equals("PYTORCH_FLAVOR") ? "cpu" : null))
            .getMessage();
    assertTrue(message.contains("PYTORCH_FLAVOR: is cpu in the environment"), message);
    assertTrue(message.contains("Unset PYTORCH_FLAVOR"), message);
  }

  @Test
  void aPathWithoutALibraryIsNamed() {
    set("path", folder.resolve("none"));
    refused("governance.engine.libtorch.path: names " + folder.resolve("none"), "is not there");
    set("path", folder);
    refused("names " + folder + ", which holds no libtorch.so", "site-packages/torch/lib");
  }

  @Test
  void aVersionOrFlavourThatDoesNotFitIsNamed() throws Exception {
    set("path", TorchFiles.wheel(folder, "2.11.0+cpu", null));
    set("version", "2.10.0");
    refused("libtorch.version: is 2.10.0, and the library in", "is 2.11.0; allowed: 2.11.0");
    set("version", "2.11.0");
    set("flavor", "cu130");
    refused("libtorch.flavor: is cu130", "holds no libtorch_cuda.so");
    set("flavor", "rocm");
    refused("libtorch.flavor: is rocm; allowed: cpu, or cu and a CUDA version");
  }

  @Test
  void aFolderThatTellsNothingNeedsBoth() throws Exception {
    set("path", TorchFiles.folder(folder.resolve("torch"), true));
    refused("libtorch.version: is not set", "three numbers with dots");
    set("version", "2.11.0");
    refused("libtorch.flavor: is not set", "such as cu130");
  }

  @Test
  void aMissingBindingComesWithTheCommandThatBuildsIt() throws Exception {
    Path torch = TorchFiles.wheel(folder, "2.11.0+cu130", "13.0");
    set("path", torch);
    refused(
        "libtorch 2.11.0 cu130",
        "has no binding to Java",
        "jni/build.sh --torch " + torch + " --djl DJL --place " + cache());
  }

  @Test
  void theBundledBindingServesTheVersionItWasBuiltFor() throws Exception {
    set("path", TorchFiles.archive(folder, "2.7.1+cu128", true));
    assertEquals(Optional.empty(), found().orElseThrow().binding());
    set("path", TorchFiles.archive(folder.resolve("other"), "2.7.1+cu118", true));
    refused("libtorch 2.7.1 cu118", "has no binding to Java");
  }
}
