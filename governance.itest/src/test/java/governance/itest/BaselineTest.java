package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that the baseline check sees a deliberate break of the API that third parties implement.
 */
class BaselineTest {

  private static final String PACKAGE = "governance.api.train";
  private static final String CONSUMER_TYPE = PACKAGE.replace('.', '/') + "/Penalty";

  @TempDir Path folder;
  private File released;

  @BeforeEach
  void findApi() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of("../governance.api/target"), "governance.api-*.jar")) {
      released = jars.iterator().next().toFile();
    }
  }

  @Test
  void theSameApiIsNoChange() throws Exception {
    assertEquals(Delta.UNCHANGED, compare(new Jar(released)).packageDiff.getDelta());
  }

  @Test
  void aMethodAddedToWhatPluginsImplementTurnsItRed() throws Exception {
    Info info = compare(doctored("void added();"));
    assertTrue(info.mismatch, "the break went unseen");
    assertEquals(Delta.MAJOR, info.packageDiff.getDelta());
    assertEquals(info.olderVersion.getMajor() + 1, info.suggestedVersion.getMajor());
  }

  @Test
  void aDefaultMethodNeedsAMinorVersion() throws Exception {
    Info info = compare(doctored("default void added() {}"));
    assertTrue(info.mismatch, "the addition went unseen");
    assertEquals(Delta.MINOR, info.packageDiff.getDelta());
    assertEquals(info.olderVersion.getMajor(), info.suggestedVersion.getMajor());
  }

  private Info compare(Jar newer) throws Exception {
    try (Processor processor = new Processor();
        Jar older = new Jar(released);
        newer) {
      Baseline baseline = new Baseline(processor, new DiffPluginImpl());
      Set<Info> infos =
          baseline.baseline(newer, older, new Instructions(new Parameters(PACKAGE, processor)));
      assertFalse(infos.isEmpty(), "package " + PACKAGE + " is not in the API");
      return infos.iterator().next();
    }
  }

  /** The API's jar with one member added to an interface, compiled from its real source. */
  private Jar doctored(String member) throws Exception {
    String source =
        Files.readString(Path.of("../governance.api/src/main/java", CONSUMER_TYPE + ".java"));
    // First in the body: bnd rates what follows a default method as if it were one itself.
    int body = source.indexOf('{', source.indexOf("interface Penalty")) + 1;
    Path file = folder.resolve("Penalty.java");
    Files.writeString(file, source.substring(0, body) + "\n  " + member + source.substring(body));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-d",
            folder.toString(),
            "-cp",
            released + File.pathSeparator + System.getProperty("java.class.path"));
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertTrue(compiled, "the doctored source does not compile");
    Jar jar = new Jar(released);
    jar.putResource(
        CONSUMER_TYPE + ".class", new FileResource(folder.resolve(CONSUMER_TYPE + ".class")));
    return jar;
  }
}
