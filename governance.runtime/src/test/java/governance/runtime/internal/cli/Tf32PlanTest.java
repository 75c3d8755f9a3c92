package governance.runtime.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.cli.terminal.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Tf32PlanTest {
  @TempDir Path folder;

  @Test
  void thePlanSaysWhatTf32Means() {
    CliFixture fixture = new CliFixture(folder);
    assertEquals(Exit.OK, fixture.run("plan", "finance"), fixture.err());
    assertFalse(fixture.out().contains("tf32:"), fixture.out());
    assertEquals(
        Exit.OK, fixture.run("plan", "finance", "--set", "train.tf32=true"), fixture.err());
    assertTrue(
        fixture.out().lines().anyMatch(l -> l.startsWith("  tf32: ") && l.contains("processor")),
        fixture.out());
    assertEquals(2, fixture.run("plan", "finance", "--set", "train.tf32=maybe"));
    assertTrue(fixture.err().contains("train.tf32"), fixture.err());
  }
}
