package governance.runtime.internal.cli.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.support.StepAccountant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyBudgetCommandTest {
  @TempDir Path folder;
  private CliFixture fixture;
  private Path rows;

  @BeforeEach
  void fixture() throws Exception {
    fixture = new CliFixture(folder);
    fixture.accountants.put("pld", new StepAccountant());
    rows = Files.writeString(folder.resolve("people.csv"), "age,sex\n31,m\n45,f\n");
  }

  private int budget(Path of, String... words) {
    List<String> all = new ArrayList<>(List.of("privacy", "budget", of.toString()));
    all.addAll(List.of(words));
    return fixture.run(all.toArray(String[]::new));
  }

  @Test
  void showsAndSetsByContent() throws Exception {
    assertEquals(0, budget(rows), fixture.err());
    assertTrue(fixture.out().contains("spent epsilon 0, without a limit"), fixture.out());
    assertEquals(0, budget(rows, "--limit", "3"), fixture.err());
    Path copy = Files.copy(rows, folder.resolve("copy.csv"));
    assertEquals(0, budget(copy, "--add", "1,0.1,100", "--note", "before"), fixture.err());
    assertTrue(fixture.out().contains("copy.csv ("), fixture.out());
    assertTrue(fixture.out().contains("spent epsilon 1 of 3, at delta 1e-05"), fixture.out());
    assertTrue(
        fixture.out().contains("recorded  before  1  100 steps, noise 1, rate 0.1"), fixture.out());
    assertEquals(2, budget(rows, "--add", "1,0.1,201"));
    assertTrue(fixture.err().contains("would make it 3.01"), fixture.err());
    assertEquals(0, budget(rows, "--no-limit", "--json"));
    assertTrue(fixture.out().contains("\"limit\": null"), fixture.out());
  }

  @Test
  void theLedgerShowsAllAndRefusesWhatWasAltered() throws Exception {
    assertEquals(0, fixture.run("privacy", "ledger"));
    assertTrue(fixture.out().startsWith("No data set has spent"), fixture.out());
    budget(rows, "--release", "0.5,0", "--note", "card");
    assertEquals(0, fixture.run("privacy", "ledger"), fixture.err());
    assertTrue(fixture.out().contains("released with epsilon 0.5, delta 0"), fixture.out());
    assertEquals(0, fixture.run("privacy", "ledger", "--json"), fixture.err());
    assertTrue(fixture.out().contains("\"epsilonAlone\": 0.5"), fixture.out());
    Path file = folder.resolve("privacy-ledger.jsonl");
    Files.writeString(file, Files.readString(file).replace("0.5", "0.1"));
    assertEquals(2, fixture.run("privacy", "ledger"));
    assertTrue(fixture.err().contains("was altered: line 1"), fixture.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--limit=0,--limit: got 0; allowed: above 0",
    "--limit=1e9,--limit: got 1e+09; allowed: above 0",
    "--delta=2,--delta: got 2; allowed",
    "'--add=1,2','--add: got \"1,2\"; allowed: NOISE'",
    "'--add=1,2,3','--add: got \"1,2,3\"; allowed: NOISE'",
    "'--release=0,0','--release: got \"0,0\"; allowed: EPSILON'"
  })
  void refusesWrongInput(String option, String message) {
    assertEquals(2, budget(rows, option), fixture.out());
    assertTrue(fixture.err().contains(message), fixture.err());
    assertTrue(Files.notExists(folder.resolve("privacy-ledger.jsonl")));
  }

  @Test
  void namesDataThatAreNotThere() {
    assertEquals(2, budget(folder.resolve("none.csv"), "--limit", "3"));
    assertTrue(fixture.err().contains("none.csv"), fixture.err());
  }
}
