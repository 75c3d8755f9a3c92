package governance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {

  @TempDir Path folder;
  private Artifacts artifacts;

  @BeforeEach
  void list() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("artifacts.txt"),
            """

            The following files have been resolved:
               com.google.code.gson:gson:jar:2.13.2:compile:/m2/gson-2.13.2.jar -- module com.google.gson
               governance:governance.api:jar:1.0.0-SNAPSHOT:runtime:/a folder/governance.api-1.0.0-SNAPSHOT.jar
            """);
    artifacts = Artifacts.read(list);
  }

  @Test
  void aJarOfTheDistributionIsKnownByItsFileName() {
    Artifact gson = artifacts.of(Path.of("bundle/gson-2.13.2.jar"));
    assertEquals("mvn:com.google.code.gson/gson/2.13.2", gson.url());
    assertEquals("com.google.code.gson:gson:2.13.2", gson.id());
    assertEquals("com/google/code/gson/gson/2.13.2/gson-2.13.2.jar", gson.path());
    Artifact api = artifacts.of(Path.of("governance.api-1.0.0-SNAPSHOT.jar"));
    assertEquals(Path.of("/a folder/governance.api-1.0.0-SNAPSHOT.jar"), api.file());
    assertEquals(api, artifacts.named("governance.api"));
  }

  @Test
  void whatTheBuildDoesNotKnowIsNamed() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> artifacts.of(Path.of("bundle/other-1.jar")));
    assertTrue(e.getMessage().contains("other-1.jar"), e.getMessage());
    assertThrows(IllegalStateException.class, () -> artifacts.named("other"));
  }
}
