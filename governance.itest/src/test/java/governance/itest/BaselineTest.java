package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that the baseline check sees a deliberate break of the API that third parties implement.
 */
class BaselineTest {

  private static final String PACKAGE = "governance.api.train";
  private static final String CONSUMER_TYPE = PACKAGE + ".Penalty";

  @TempDir Path folder;
  private File released;

  @BeforeEach
  void findApi() throws IOException {
    released = DoctoredApi.built();
  }

  @Test
  void theSameApiIsNoChange() throws Exception {
    assertEquals(Delta.UNCHANGED, compare(new Jar(released)).packageDiff.getDelta());
  }

  @Test
  void aMethodAddedToWhatPluginsImplementTurnsItRed() throws Exception {
    Info info = compare(added("void added();"));
    assertTrue(info.mismatch, "the break went unseen");
    assertEquals(Delta.MAJOR, info.packageDiff.getDelta());
    assertEquals(info.olderVersion.getMajor() + 1, info.suggestedVersion.getMajor());
  }

  @Test
  void aDefaultMethodNeedsAMinorVersion() throws Exception {
    Info info = compare(added("default void added() {}"));
    assertTrue(info.mismatch, "the addition went unseen");
    assertEquals(Delta.MINOR, info.packageDiff.getDelta());
    assertEquals(info.olderVersion.getMajor(), info.suggestedVersion.getMajor());
  }

  private Jar added(String member) throws Exception {
    return new DoctoredApi(folder).adding(CONSUMER_TYPE, member);
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
}
