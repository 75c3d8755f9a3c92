package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

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
  void classesOfTheVirtualMachineLieInNoFile() throws Exception {
    assertEquals(Optional.empty(), CodeSources.classPath(folder, String.class));
  }

  /**
   * A bundle whose content is a folder, as a container keeps it that installed it from elsewhere.
   */
  private static Bundle bundle(Path content, String location) {
    return (Bundle)
        Proxy.newProxyInstance(
            CodeSourcesTest.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getLocation" -> location;
                  case "getBundleId" -> 7L;
                  case "getEntry" -> content.resolve((String) arguments[0]).toUri().toURL();
                  case "getEntryPaths" -> paths(content, (String) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Enumeration<String> paths(Path content, String path) throws IOException {
    try (Stream<Path> all = Files.list(content.resolve(path.replaceFirst("^/", "")))) {
      List<String> found =
          all.map(p -> content.relativize(p) + (Files.isDirectory(p) ? "/" : "")).toList();
      return Collections.enumeration(found);
    }
  }

  @Test
  void aBundleThatLiesInNoFileIsCopied() throws Exception {
    Path content = folder.resolve("content");
    Files.createDirectories(content.resolve("a/b"));
    Files.writeString(content.resolve("a/b/One.class"), "one");
    Files.writeString(content.resolve("two.txt"), "two");
    Bundle bundle = bundle(content, "mvn:governance/governance.engine/1.0.0");
    Path jar = CodeSources.file(bundle, folder);
    assertEquals(folder, jar.getParent());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertEquals(
          Set.of("a/b/One.class", "two.txt"),
          zip.stream().map(ZipEntry::getName).collect(Collectors.toSet()));
      var one = zip.getInputStream(zip.getEntry("a/b/One.class"));
      assertEquals("one", new String(one.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(jar, CodeSources.file(bundle, folder), "once");
    assertEquals(jar, CodeSources.file(bundle(content, "file:" + jar), content));
  }
}
