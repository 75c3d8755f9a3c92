package governance.runtime.internal.cli.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.privacy.SummaryColumn;
import governance.api.privacy.SummarySetup;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.support.StepAccountant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyCardCommandTest {
  @TempDir Path folder;
  private CliFixture fixture;
  private SummarySetup asked;
  private Path rows;

  @BeforeEach
  void summarizer() throws Exception {
    fixture = new CliFixture(folder);
    fixture.summarizer = this::summarize;
    rows = Files.writeString(folder.resolve("people.csv"), "age,sex\n31,m\n45,f\n");
  }

  private AnalysisResult summarize(SummarySetup setup) {
    asked = setup;
    AnalysisTable.Column text = new AnalysisTable.Column("value", AnalysisTable.Format.TEXT);
    AnalysisTable.Column count = new AnalysisTable.Column("rows", AnalysisTable.Format.COUNT);
    return AnalysisResult.of(
        "Figures",
        3,
        List.of(),
        List.of(new AnalysisTable("Rows", List.of(text, count), List.of(List.of("all", 3L)), "n")));
  }

  private int card(String words) {
    String[] options = words.split(" ");
    String[] all = new String[options.length + 3];
    all[0] = "privacy";
    all[1] = "card";
    all[2] = rows.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return fixture.run(all);
  }

  @Test
  void showsWhatIsReleased() {
    int code = card("--epsilon 0.5 --number age=0:100 --category sex=f|m --bins 4");
    assertEquals(0, code, fixture.err());
    assertEquals(
        List.of(
            SummaryColumn.numbers("age", 0, 100, 4),
            SummaryColumn.categories("sex", List.of("f", "m"))),
        asked.columns());
    assertEquals(0.5, asked.epsilon());
    assertEquals(1e-6, asked.delta());
    assertEquals(2, asked.data().size());
    assertTrue(fixture.out().contains("Rows\n    value  rows\n    all       3"), fixture.out());
  }

  @Test
  void writesOneObject() throws Exception {
    Path out = folder.resolve("card.json");
    assertEquals(0, card("--epsilon 20 --delta 0.4 --category sex --json --out " + out));
    JsonObject tree = JsonParser.parseString(fixture.out()).getAsJsonObject();
    assertEquals(3, tree.get("rows").getAsInt());
    assertEquals("Rows", first(tree).get("title").getAsString());
    assertEquals(2, tree.getAsJsonArray("warnings").size(), tree.toString());
    assertEquals(tree, JsonParser.parseString(Files.readString(out)));
  }

  private static JsonObject first(JsonObject tree) {
    return tree.getAsJsonArray("tables").get(0).getAsJsonObject();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--epsilon 0 --category sex; --epsilon",
        "--epsilon 1e9 --category sex; --epsilon",
        "--epsilon 1 --delta 1 --category sex; --delta",
        "--epsilon 1 --bins 0 --number age=0:1; --bins",
        "--epsilon 1 --confidence 1 --category sex; --confidence",
        "--epsilon 1; --number or --category",
        "--epsilon 1 --number age; COLUMN=LOW:HIGH",
        "--epsilon 1 --delta 0 --category sex; without a delta",
        "--epsilon 1 --number age=9:3; COLUMN=LOW:HIGH",
        "--epsilon 1 --number age=0:inf; COLUMN=LOW:HIGH",
        "--epsilon 1 --category sex=f|f; different values",
        "--epsilon 1 --category gender; no column \"gender\"",
        "--epsilon 1 --category sex --category sex; twice"
      })
  void refusesWhatDoesNotSuit(String words, String told) {
    assertEquals(2, card(words), fixture.out());
    assertTrue(fixture.err().contains(told), fixture.err());
    assertFalse(fixture.err().contains("defect"), fixture.err());
  }

  @Test
  void saysWhatIsMissing() {
    fixture.summarizer = null;
    assertEquals(2, card("--epsilon 1 --category sex"));
    assertTrue(fixture.err().contains("plugins.privacy"), fixture.err());
  }

  /** What is released is entered before; what would overdraw the limit is not released. */
  @Test
  void keepsToTheBudget() {
    fixture.accountants.put("pld", new StepAccountant());
    assertEquals(0, fixture.run("privacy", "budget", rows.toString(), "--limit", "1"));
    assertEquals(0, card("--epsilon 0.6 --category sex"), fixture.err());
    asked = null;
    assertEquals(2, card("--epsilon 0.6 --category sex"));
    assertTrue(fixture.err().contains("would make it 1.2"), fixture.err());
    assertNull(asked, "nothing may be computed that is not covered");
    assertEquals(0, card("--epsilon 0.3 --category sex"), fixture.err());
    fixture.run("privacy", "ledger");
    assertTrue(fixture.out().contains("privacy card"), fixture.out());
  }
}
