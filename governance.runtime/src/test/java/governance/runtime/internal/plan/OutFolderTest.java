package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.Precision;
import governance.runtime.internal.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a run cannot write is found before it begins. */
class OutFolderTest {
  @TempDir Path folder;

  private static List<Problem> problems(Path out, int hidden) {
    List<Problem> problems = new ArrayList<>();
    ModelSpec model = new ModelSpec(Optional.empty(), 1, hidden, 2, 64, Precision.F32, 0.1);
    new OutFolder(out, problems).check(model);
    return problems;
  }

  @Test
  void aFolderIsNotMadeByTheCheck() {
    Path out = folder.resolve("a/b");
    assertEquals(List.of(), problems(out, 32));
    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void aFolderBelowAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Problem problem = problems(file.resolve("runs"), 32).get(0);
    assertEquals(Remedy.FIX_MACHINE, problem.remedy());
    assertEquals("lies below " + file + ", which is no folder", problem.got());
  }

  @Test
  void aDiskWithTooLittleSpace() throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    int hidden = (int) Math.sqrt(free / 4.0); // each weight needs 4 bytes, and is kept many times
    Problem problem = problems(folder, hidden).get(0);
    assertEquals("--out " + folder, problem.subject());
    assertTrue(problem.got().matches("its disk has [0-9,]+ MiB free"), problem.got());
    assertTrue(problem.allowed().matches("at least [0-9,]+ MiB"), problem.allowed());
  }
}
