package governance.runtime.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.cli.terminal.TerminalDetection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  @TempDir Path folder;
  private CliFixture cli;

  @BeforeEach
  void fixture() {
    cli = new CliFixture(folder);
  }

  private void refuses(String message, String... words) {
    assertEquals(Exit.BAD_INPUT, cli.run(words), cli.err());
    assertEquals("", cli.out());
    assertTrue(cli.err().startsWith("error: "), cli.err());
    assertTrue(cli.err().contains(message), cli.err());
    assertFalse(cli.err().contains("\tat "), cli.err());
  }

  @Test
  void wrongWordsAreRefusedWithASuggestion() {
    refuses("unknown command \"rnu\". Did you mean \"run\"?", "rnu");
    refuses(
        "unknown option \"--epoch\". Did you mean \"--epochs\"?", "run", "finance", "--epoch=3");
    refuses("unexpected argument \"extra\"", "plan", "finance", "extra");
    refuses("SPEC|DOMAIN", "plan");
    refuses("KEY=VALUE", "plan", "finance", "--set", "train.epochs");
    refuses("Did you mean \"metric\"?", "list", "--kind", "metrik");
    refuses("only bin/governance opens a shell", "shell");
    refuses("there is no such run", "show", "latest", "--out", folder.toString());
    refuses("the run service: is not there", "run", "finance");
  }

  @Test
  void aPlanWithProblemsListsThemAllAndEndsWith2() {
    int code =
        cli.run("plan", "finance", "--epochs", "x", "--set", "train.bach=3", "--label", "sx");
    assertEquals(Exit.BAD_INPUT, code);
    assertTrue(cli.err().startsWith("error: 3 problems\n  1. "), cli.err());
    assertTrue(cli.err().contains("train.epochs (--epochs): is the text \"x\""), cli.err());
    assertTrue(cli.err().contains("Did you mean \"batch\"?"), cli.err());
  }

  @Test
  void aLongValueIsCutInTheTableAndWholeInJson() {
    String longest = "x".repeat(200);
    cli.run("plan", "finance", "--label", longest, "--out", folder.toString());
    String widest =
        cli.out().lines().max(java.util.Comparator.comparingInt(String::length)).orElseThrow();
    assertTrue(
        cli.out().lines().filter(l -> !l.startsWith("columns ")).allMatch(l -> l.length() <= 150),
        widest);
    assertTrue(cli.out().contains("\"" + "x".repeat(58) + "…  --label"), cli.out());
    assertTrue(cli.out().contains("What ends with … is cut; --json shows all of it."));
    cli.run("plan", "finance", "--json", "--label", longest, "--out", folder.toString());
    assertTrue(cli.out().contains(longest), cli.out());
  }

  @Test
  void aSetOfValuesIsOneProtectedAttribute() {
    String[] plan = {"plan", "finance", "--json", "--protected", "sex in [f, x],age>=25", "--out"};
    String[] words = java.util.Arrays.copyOf(plan, plan.length + 1);
    words[plan.length] = folder.toString();
    assertEquals(Exit.OK, cli.run(words), cli.err());
    assertTrue(
        cli.out().replaceAll("\\s+", "").contains("[\"sexin[f,x]\",\"age>=25\"]"), cli.out());
    assertEquals(Exit.BAD_INPUT, cli.run("plan", "finance", "--protected", "sex in []"));
    String refused = "data.protected (--protected): holds \"sex in []\"; allowed: COLUMN in [";
    assertTrue(cli.err().contains(refused), cli.err());
  }

  @Test
  void aLicenceThatIsNotOpenIsShownInTheCatalogueAndThePlan() {
    cli.plan.pack(
        "city",
        """
        {"id":"city","default":"reports","datasets":[
          {"name":"reports","licence":"CC BY-NC 4.0","tier":"non-commercial",
           "generator":{"id":"finance.loan-applications"},
           "spec":{"data":{"label":"default","favourable":"no"}}}]}""");
    cli.run("data");
    assertTrue(cli.out().contains("generated  non-commercial: CC BY-NC 4.0"), cli.out());
    cli.run("data", "--json");
    assertTrue(cli.out().contains("\"tier\": \"non-commercial\""), cli.out());
    assertEquals(Exit.OK, cli.run("plan", "city", "--out", folder.toString()), cli.err());
    String notice = "\nnotice: data set reports may be used for non-commercial purposes only";
    assertTrue(cli.out().contains(notice), cli.out());
  }

  @Test
  void jsonOfAPlanStandsAlone() {
    assertEquals(Exit.OK, cli.run("plan", "finance", "--json", "--out", folder.toString()));
    assertTrue(JsonParser.parseString(cli.out()).getAsJsonObject().get("runnable").getAsBoolean());
    assertEquals("", cli.err());
    assertEquals(Exit.BAD_INPUT, cli.run("plan", "finanse", "--json"));
    assertFalse(JsonParser.parseString(cli.out()).getAsJsonObject().get("runnable").getAsBoolean());
    assertTrue(cli.err().startsWith("error: domain: there is no domain \"finanse\""), cli.err());
  }

  @Test
  void jsonOfAPlanSaysHowTrainingFitsIntoMemory() {
    String[] words = {"plan", "finance", "--json", "--set", "train.microBatch=auto"};
    assertEquals(Exit.OK, cli.run(words), cli.err());
    JsonObject plan = JsonParser.parseString(cli.out()).getAsJsonObject();
    JsonObject memory = plan.getAsJsonObject("memory");
    assertTrue(memory.get("automatic").getAsBoolean(), memory.toString());
    int batch = memory.get("batch").getAsInt();
    assertTrue(memory.get("microBatch").getAsInt() <= batch && batch > 0, memory.toString());
    assertTrue(memory.get("neededBytes").getAsLong() > 1 << 20, memory.toString());
    assertTrue(memory.has("freeBytes") && memory.has("warnings"), memory.toString());
    assertTrue(plan.get("runnable").getAsBoolean(), "and all that a plan has");
    cli.run("plan", "finance", "--json", "--set", "train.epochs=0");
    assertFalse(JsonParser.parseString(cli.out()).getAsJsonObject().has("memory"), cli.out());
  }

  @Test
  void optionsBecomeValuesWithTheirOrigin() {
    cli.run(
        "plan",
        "finance",
        "--label",
        "default",
        "--protected",
        "sex, age>=30",
        "--favourable",
        "no",
        "--seed",
        "9",
        "--device",
        "cpu",
        "--epochs",
        "2");
    for (String line :
        new String[] {
          "data.label +\"default\" +--label",
          "data.protected +\\[\"sex\",\"age>=30\"] +--protected",
          "train.seed +9 +--seed",
          "train.device +\"cpu\" +--device",
          "train.epochs +2 +--epochs"
        }) {
      assertTrue(cli.out().matches("(?s).*" + line + ".*"), line + "\n" + cli.out());
    }
  }

  @Test
  void coloursOnlyOnATerminal() {
    cli.run("plan", "finance");
    assertFalse(cli.out().contains("\u001b"));
    cli.run(cli.terminal(true), "plan", "finance");
    assertTrue(cli.out().contains("\u001b[1m"));
  }

  @Test
  void noColorIsHonoured() {
    Terminal plain = TerminalDetection.of(null, null, Map.of("NO_COLOR", "1"), key -> "true");
    assertFalse(plain.colours());
    assertTrue(plain.live());
    Terminal dumb = TerminalDetection.of(null, null, Map.of("TERM", "dumb"), key -> "true");
    assertFalse(dumb.colours() || dumb.live());
    assertTrue(TerminalDetection.of(null, null, Map.of(), key -> "true").colours());
    assertFalse(TerminalDetection.of(null, null, Map.of(), key -> "false").colours());
  }

  @Test
  void aDefectSaysSoAndHidesItsStackTraceUnlessAsked() {
    cli.engine = null;
    cli.runs = new BrokenRuns();
    assertEquals(Exit.INTERNAL, cli.run("run", "finance", "--quiet"));
    assertTrue(cli.err().startsWith("error: java.lang.IllegalStateException: broken"), cli.err());
    assertTrue(cli.err().contains("This is a defect"), cli.err());
    assertFalse(cli.err().contains("\tat "), cli.err());
    cli.run("run", "finance", "--quiet", "--debug");
    assertTrue(cli.err().contains("\tat "), cli.err());
  }

  @Test
  void theDoctorSaysThatWithoutEngineRunsCannotWork() {
    assertEquals(Exit.INTERNAL, cli.run("doctor", "--out", folder.toString()));
    assertTrue(cli.out().contains("FAIL  engine"), cli.out());
    assertTrue(cli.out().contains("Runs cannot work here."), cli.out());
    cli.run("doctor", "--json");
    assertFalse(JsonParser.parseString(cli.out()).getAsJsonObject().get("fit").getAsBoolean());
  }
}
