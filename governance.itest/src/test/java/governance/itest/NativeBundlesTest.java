package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.build.model.clauses.VersionedClause;
import aQute.bnd.repository.fileset.FileSetRepository;
import biz.aQute.resolve.Bndrun;
import biz.aQute.resolve.RunResolution;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which native bundle a resolver chooses for the engine. In the place of the one for graphics
 * cards, which the usual build does not make, stands an empty one with its headers.
 */
class NativeBundlesTest {
  private static final Path BUNDLES = Path.of("../governance.app/target/governance/bundle");

  @TempDir Path folder;
  private final List<File> jars = new ArrayList<>();

  @BeforeEach
  void bundles() throws Exception {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      files.map(Path::toFile).forEach(jars::add);
    }
  }

  private void cuda(String version) throws Exception {
    Matcher provided =
        Pattern.compile("(?m)^Provide-Capability: (.*)$")
            .matcher(Files.readString(Path.of("../governance.engine.cuda/bnd.bnd")));
    assertTrue(provided.find());
    String capability =
        provided.group(1).replace("${cuda.flavor}", "cu128").replace("${pytorch.version}", version);
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "governance.engine.cuda");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Fragment-Host", "governance.engine");
    main.putValue("Provide-Capability", capability);
    Path jar = folder.resolve("cuda.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    jars.add(jar.toFile());
  }

  private RunResolution resolve(String blacklist) throws Exception {
    Path file = folder.resolve("native.bndrun");
    Files.write(
        file,
        List.of(
            "-standalone:",
            "-runfw: org.apache.felix.framework;version='[7.0.5,7.0.5]'",
            "-runee: JavaSE-17",
            "-runrequires: bnd.identity;id='governance.engine'",
            blacklist));
    try (Bndrun run = Bndrun.createBndrun(null, file.toFile())) {
      List<File> all = new ArrayList<>(jars);
      try (Stream<Path> lib = Files.list(BUNDLES.resolveSibling("lib"))) {
        lib.map(Path::toFile).filter(f -> f.getName().contains("framework")).forEach(all::add);
      }
      run.addBasicPlugin(new FileSetRepository("bundles", all));
      return run.resolve();
    }
  }

  private List<String> natives(String blacklist) throws Exception {
    RunResolution resolution = resolve(blacklist);
    assertTrue(resolution.isOK(), () -> resolution.report(false));
    return resolution.getRunBundles().stream()
        .map(VersionedClause::getName)
        .filter(name -> name.startsWith("governance.engine."))
        .toList();
  }

  /** A requirement would add the one that is asked for to the one that the engine gets anyway. */
  private static String only(String flavor) {
    return "-runblacklist: governance.native;filter:='(!(flavor=" + flavor + "))'";
  }

  @Test
  void exactlyTheOneThatIsAskedForIsChosen() throws Exception {
    cuda("2.7.1");
    for (String flavor : List.of("cpu", "external", "cuda")) {
      assertEquals(List.of("governance.engine." + flavor), natives(only(flavor)));
    }
  }

  @Test
  void withoutAWishThereIsOne() throws Exception {
    cuda("2.7.1");
    assertEquals(1, natives("").size());
  }

  @Test
  void theEngineNeedsOneOfAVersionThatItsBindingFits() throws Exception {
    jars.removeIf(jar -> jar.getName().startsWith("governance.engine."));
    assertFalse(resolve("").isOK());
    cuda("2.8.0");
    assertFalse(resolve("").isOK());
    jars.remove(jars.size() - 1);
    cuda("2.7.1");
    assertEquals(List.of("governance.engine.cuda"), natives(""));
  }
}
