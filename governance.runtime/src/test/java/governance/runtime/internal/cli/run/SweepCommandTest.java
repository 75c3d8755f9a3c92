package governance.runtime.internal.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  private static final String RATIO = "fairness.demographic-parity-ratio";

  @TempDir Path folder;
  private CliFixture cli;

  @BeforeEach
  void fixture() {
    cli = new CliFixture(folder);
  }

  private void refuses(String message, String... words) {
    assertEquals(Exit.BAD_INPUT, cli.run(words), cli.err());
    assertTrue(cli.err().startsWith("error: "), cli.err());
    assertTrue(cli.err().contains(message), cli.err());
    assertFalse(Files.exists(folder.resolve("runs")));
  }

  @Test
  void wrongWordsAreRefusedBeforeAnythingIsWritten() {
    String out = "--out=" + folder.resolve("runs");
    refuses("sweep: has no SPEC or DOMAIN", "sweep", out);
    refuses("there is no start script", "sweep", "finance", "--jobs", "2", out);
    refuses("--jobs: got 0", "sweep", "finance", "--jobs", "0", out);
    refuses("--seeds 1,x: has \"x\"", "sweep", "finance", "--seeds", "1,x", out);
    refuses("--seeds: comes with --seed", "sweep", "finance", "--seeds=1", "--seed=2", out);
    refuses("--vary nothing: is no key with values", "sweep", "finance", "--vary=nothing", out);
    refuses("there is no domain \"finanse\"", "sweep", "finanse", out);
    refuses("--resume: comes with a spec", "sweep", "finance", "--resume", "latest", out);
    refuses("--resume: comes with a spec", "sweep", "--epochs=2", "--resume", "latest", out);
    refuses("there is no such sweep in FOLDER/runs", "sweep", "--resume", "latest", out);
    refuses("--disparity fairness.demographic-parity-difference", "sweep", "finance", out);
    refuses(
        "the run service: is not there", "sweep", "finance", "--seed=4", "--disparity", RATIO, out);
    cli.run("sweep", "finance", "--seeds=", "--json", out);
    assertTrue(cli.out().contains("\"status\": \"REFUSED\""), cli.out());
  }

  @Test
  void aSweepIsNotMadeInsideOfAnother() throws IOException {
    Path inside = sweep("sweep-finance-1");
    assertEquals(Exit.BAD_INPUT, cli.run("sweep", "finance", "--out", inside.toString()));
    assertTrue(cli.err().contains("is the folder of a sweep"), cli.err());
    assertTrue(cli.err().contains("governance sweep --resume"), cli.err());
  }

  private Path sweep(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.writeString(made.resolve("sweep.json"), CliFixture.golden("sweep.json"));
    return made;
  }
}
