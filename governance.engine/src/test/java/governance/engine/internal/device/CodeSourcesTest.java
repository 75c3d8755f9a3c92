package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSourcesTest {
  @TempDir Path folder;

  @Test
  void locationsOfBundlesAreFilesOrNot() throws Exception {
    Path jar = Files.writeString(folder.resolve("a bundle.jar"), "");
    assertEquals(Optional.of(jar), CodeSources.file("file:" + jar));
    assertEquals(Optional.of(jar), CodeSources.file("reference:file:" + jar));
    assertEquals(Optional.of(jar), CodeSources.file("reference:" + jar.toUri()));
    assertEquals(Optional.empty(), CodeSources.file("file:" + folder.resolve("none.jar")));
    assertEquals(Optional.empty(), CodeSources.file("mvn:governance/governance.engine/1.0.0"));
  }

  @Test
  void classesOfTheVirtualMachineLieInNoFile() {
    assertEquals(Optional.empty(), CodeSources.classPath(String.class));
  }
}
