package governance.runtime.internal.cli.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.Kind;
import governance.api.data.Role;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path folder;
  private CliFixture cli;
  private AnalysisSetup seen;

  @BeforeEach
  void fixture() throws IOException {
    cli = new CliFixture(folder);
    Setting given =
        new Setting(
            "given", Type.STRING, true, List.of(), Double.NaN, Double.NaN, List.of(), "columns");
    cli.plan
        .fakes
        .add(Kind.DATA_ANALYSIS, "acme.sizes", () -> (DataAnalysis) this::sizes)
        .settings(new SettingsType("Sizes", "", List.of(given)));
    String rows =
        IntStream.range(0, 100)
            .mapToObj(
                i -> (i % 2 == 0 ? "f" : "m") + ",v" + i % 5 + "," + (i % 4 == 0 ? "yes" : "no"))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("people.csv"), "sex,region,default\n" + rows + "\n");
  }

  private AnalysisResult sizes(AnalysisSetup setup) {
    seen = setup;
    return AnalysisResult.of(
        "Sizes",
        setup.data().size(),
        List.of(new Finding(Severity.WARNING, 0.5, "Something stands out.")),
        List.of(
            new AnalysisTable(
                "All rows",
                List.of(
                    new AnalysisTable.Column("n", Format.COUNT),
                    new AnalysisTable.Column("share", Format.SHARE)),
                List.of(List.of(setup.data().size(), 0.25)),
                "A note.")));
  }

  private String data() {
    return folder.resolve("people.csv").toString();
  }

  private JsonObject json() {
    return JsonParser.parseString(cli.out()).getAsJsonObject();
  }

  @Test
  void aFileIsInspectedByAllAnalysesThatAreInstalled() {
    assertEquals(
        Exit.OK, cli.run("inspect", data(), "--label", "default", "--protected", "sex"), cli.err());
    assertTrue(cli.out().startsWith("people.csv: 70 training rows of 100 used"), cli.out());
    assertTrue(cli.out().contains("warning  Something stands out."), cli.out());
    assertTrue(cli.out().contains("Sizes (acme.sizes)"), cli.out());
    assertTrue(cli.out().contains("70  25.0 %"), cli.out());
    assertEquals("default", seen.label().orElseThrow());
    assertEquals(-1, seen.favourable());
    cli.run("inspect", data(), "--protected", "sex", "--json", "--all-rows");
    assertEquals(100, json().get("rows").getAsInt());
    assertEquals("ALL", json().get("part").getAsString());
    assertTrue(json().get("label").isJsonNull());
    assertTrue(seen.label().isEmpty(), "there need be no label");
    assertEquals(Role.PROTECTED, seen.data().schema().columns().get(0).role());
  }

  @Test
  void aDomainBringsWhatItKnowsAndNothingOfItsModelIsAsked() {
    int code = cli.run("inspect", "finance", "--data", data(), "--label", "default", "--json");
    assertEquals(Exit.OK, code, cli.err());
    assertEquals("finance", json().get("domain").getAsString());
    assertEquals("no", json().get("favourable").getAsString());
    assertEquals(0, json().getAsJsonArray("protected").size(), "metrics that need one do not mind");
  }

  @Test
  void oneClassAndOneGroupAreLookedAtToo() throws IOException {
    Files.writeString(folder.resolve("one.csv"), "sex,default\n" + "f,yes\n".repeat(20));
    String file = folder.resolve("one.csv").toString();
    assertEquals(Exit.OK, cli.run("inspect", file, "--label", "default", "--protected", "sex"));
    assertEquals(List.of("yes"), seen.classes());
  }

  @Test
  void optionsReachTheAnalysesThatHaveThatSetting() {
    assertEquals(Exit.OK, cli.run("inspect", data(), "--given", "region"), cli.err());
    assertEquals(List.of("region"), seen.settings().values().get("given"));
    assertEquals(Exit.BAD_INPUT, cli.run("inspect", data(), "--reference", "x.csv"));
    assertTrue(
        cli.err().contains("--reference: no analysis that takes part has a setting \"reference\""),
        cli.err());
  }

  @Test
  void whatWasFoundIsWrittenWhereAFolderIsNamed() throws IOException {
    Path out = folder.resolve("found");
    assertEquals(Exit.OK, cli.run("inspect", data(), "--out", out.toString()), cli.err());
    assertEquals(cli.out(), Files.readString(out.resolve("inspection.txt")));
    JsonObject tree =
        JsonParser.parseString(Files.readString(out.resolve("inspection.json"))).getAsJsonObject();
    assertEquals(70, tree.get("rows").getAsInt());
    cli.plan.configure("governance.runtime", java.util.Map.of("runsDirectory", folder + "/runs"));
    cli.run("inspect", data());
    assertFalse(Files.exists(folder.resolve("runs")), "the folder of runs is for runs");
  }

  @Test
  void anAnalysisThatFailsIsShownAndEndsWith4() {
    cli.plan.fakes.add(Kind.DATA_ANALYSIS, "acme.bad", () -> (DataAnalysis) s -> null);
    assertEquals(Exit.CONTRIBUTION, cli.run("inspect", data()));
    assertTrue(cli.err().startsWith("error: contribution failed: acme.bad"), cli.err());
    assertTrue(cli.out().contains("Sizes (acme.sizes)"), "the others are shown");
  }

  @Test
  void wrongWordsAreRefused() {
    refuses("\"nowhere\" is no domain, no data set of the catalogue, and no file", "nowhere");
    refuses("there is no such file", folder + "/absent.csv");
    refuses("has no column \"sexx\"", data(), "--protected", "sexx");
    refuses("Did you mean \"sex\"?", data(), "--protected", "sexx");
    refuses("is no known key", data(), "--set", "inspektion=[]");
    refuses("data-analysis acme.none", data(), "--set", "inspection=[\"acme.none\"]");
    cli.run("inspect", data(), "--protected", "sexx", "--json");
    assertEquals("REFUSED", json().get("status").getAsString());
  }

  private void refuses(String message, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "inspect";
    System.arraycopy(words, 0, all, 1, words.length);
    assertEquals(Exit.BAD_INPUT, cli.run(all), cli.out());
    assertTrue(cli.err().contains(message), cli.err());
  }
}
