package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSetTest {
  @TempDir Path folder;
  private BundleSet set;

  @BeforeEach
  void set() throws Exception {
    Path file = folder.resolve("some.bndrun");
    Files.writeString(
        file,
        "-runbundles: governance.engine;version='[1,2)',governance.engine.cpu;version='[1,2)'\n");
    set = BundleSet.read(file);
    jar("governance.engine");
    jar("governance.engine.cpu");
    jar("governance.engine.external");
  }

  private void jar(String name) throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", "1.0.0");
    new JarOutputStream(Files.newOutputStream(folder.resolve(name + ".jar")), manifest).close();
  }

  private List<String> located(String flavor) throws Exception {
    return set.withNative(flavor).locate(folder).stream()
        .map(jar -> jar.getFileName().toString())
        .toList();
  }

  @Test
  void oneNativeLibraryIsTakenOfThoseThatAreThere() throws Exception {
    assertEquals(List.of("governance.engine.jar", "governance.engine.cpu.jar"), located(""));
    assertEquals(List.of("governance.engine.jar", "governance.engine.cpu.jar"), located("cpu"));
    assertEquals(
        List.of("governance.engine.jar", "governance.engine.external.jar"), located("external"));
  }

  @Test
  void theOneForProcessorsNeedNotBeThereWhereAnotherIsNamed() throws Exception {
    Files.delete(folder.resolve("governance.engine.cpu.jar"));
    assertEquals(
        List.of("governance.engine.jar", "governance.engine.external.jar"), located("external"));
  }

  @Test
  void oneThatIsNotThereIsNamedWithTheRemedy() {
    LaunchException missing = assertThrows(LaunchException.class, () -> located("cuda"));
    assertEquals(2, missing.exitCode());
    assertTrue(missing.getMessage().contains("lacks governance.engine.cuda"), missing.toString());
    assertTrue(missing.getMessage().contains("GOVERNANCE_NATIVE"), missing.toString());
  }
}
