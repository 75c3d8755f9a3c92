package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.build.model.clauses.VersionedClause;
import biz.aQute.resolve.Bndrun;
import biz.aQute.resolve.RunResolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another project's resolver makes of the index alone. */
class BundleIndexTest {

  @TempDir Path folder;

  private Map<String, String> resolved(String... lines) throws Exception {
    Path file = folder.resolve("other.bndrun");
    String index = new DeploymentRepository().index().toRealPath().toUri().toString();
    Files.write(file, List.of(lines));
    Files.writeString(
        file, Files.readString(file) + "-standalone: " + index + ";name=governance\n");
    try (Bndrun run = Bndrun.createBndrun(null, file.toFile())) {
      RunResolution resolution = run.resolve();
      assertTrue(resolution.isOK(), () -> resolution.report(false));
      Map<String, String> bundles = new TreeMap<>();
      for (VersionedClause clause : resolution.getRunBundles()) {
        bundles.put(clause.getName(), clause.getVersionRange());
      }
      return bundles;
    }
  }

  @Test
  void aDomainsRequirementsResolveToItsLockedSet() throws Exception {
    Path finance = Path.of("../cnf/finance.bndrun").toRealPath();
    Map<String, String> bundles = resolved("-include: ~" + finance);
    Map<String, String> locked = new TreeMap<>();
    LockedSet.read("finance").forEach((name, range) -> locked.put(name, range.toString()));
    assertEquals(locked, bundles);
  }

  @Test
  void aContributionIsFoundByItsId() throws Exception {
    Map<String, String> bundles =
        resolved(
            "-runfw: org.apache.felix.framework",
            "-runee: JavaSE-17",
            "-resolve.effective: active",
            "-runrequires: governance.contribution;filter:='(id=fairness.demographic-parity)'");
    assertTrue(bundles.containsKey("plugins.fairness"), bundles.toString());
    assertTrue(bundles.containsKey("governance.api"), bundles.toString());
    assertTrue(bundles.containsKey("org.apache.felix.scr"), bundles.toString());
    assertFalse(bundles.containsKey("plugins.privacy"), bundles.toString());
  }

  @Test
  void theIndexMayLieAnywhere() throws Exception {
    String index = Files.readString(new DeploymentRepository().index());
    assertFalse(index.contains("file:"), "an address of this machine");
    assertTrue(index.contains("\"governance/plugins.fairness/"), "addresses from the index on");
  }
}
