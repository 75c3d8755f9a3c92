package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.store.EvidenceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One seed, one result. */
@Timeout(240)
class DeterminismTest {
  @TempDir Path folder;

  @Test
  void twoRunsLeaveTheSameEvidence() throws Exception {
    TinyRuns runs = new TinyRuns(folder);
    assertEquals(3, TinyRuns.ended(runs.start()).code());
    Path one = TinyRuns.uninterrupted();
    Path other = runs.evidence();
    assertEquals(List.of(), TinyRuns.differing(one, other, name -> !EvidenceFiles.varies(name)));
    assertTrue(Files.size(one.resolve("model/model.safetensors")) > 100_000);
    assertEquals(
        List.copyOf(EvidenceFiles.VARYING),
        TinyRuns.differing(one, other, EvidenceFiles::varies),
        "the list of files that hold times or names of runs");
  }

  @Test
  void theListOfFilesThatDifferIsDocumented() throws Exception {
    String document = Files.readString(Path.of("../docs/evidence.md"));
    for (String name : EvidenceFiles.VARYING) {
      assertTrue(document.contains("`" + name + "`"), name);
    }
  }
}
