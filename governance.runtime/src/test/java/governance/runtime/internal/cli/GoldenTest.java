package governance.runtime.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.registry.TestRegistry.FakeProvider;
import governance.runtime.internal.support.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares what commands print with what was reviewed. With the system property {@code
 * golden.write} naming a folder, the texts are written there instead, for the next review.
 */
class GoldenTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          help.txt        | --help
          help-run.txt    | run --help
          help-plan.txt   | plan --help
          help-sweep.txt  | sweep --help
          help-evaluate.txt | evaluate --help
          help-list.txt   | list --help
          help-describe.txt | describe --help
          help-data.txt   | data --help
          help-inspect.txt | inspect --help
          help-anonymize.txt | anonymize --help
          help-models.txt | models --help
          help-show.txt   | show --help
          help-report.txt | report --help
          help-resume.txt | resume --help
          help-verify.txt | verify --help
          help-sign.txt | sign --help
          help-proof.txt | proof --help
          help-proof-make.txt | proof make --help
          help-proof-check.txt | proof check --help
          help-proof-growth.txt | proof growth --help
          help-privacy.txt | privacy --help
          help-privacy-epsilon.txt | privacy epsilon --help
          help-privacy-noise.txt | privacy noise --help
          help-privacy-steps.txt | privacy steps --help
          help-privacy-card.txt | privacy card --help
          help-privacy-budget.txt | privacy budget --help
          help-privacy-ledger.txt | privacy ledger --help
          help-keys.txt | keys --help
          help-keys-create.txt | keys create --help
          help-keys-open.txt | keys open --help
          help-keys-rotate.txt | keys rotate --help
          help-keys-shred.txt | keys shred --help
          help-keys-signing.txt | keys signing --help
          help-redact.txt | redact --help
          help-review.txt | review --help
          help-review-add.txt | review add --help
          help-review-show.txt | review show --help
          help-access.txt | access --help
          help-access-init.txt | access init --help
          help-access-show.txt | access show --help
          help-access-check.txt | access check --help
          help-access-grant.txt | access grant --help
          help-access-revoke.txt | access revoke --help
          help-access-log.txt | access log --help
          help-audit.txt | audit --help
          help-doctor.txt | doctor --help
          help-shell.txt  | shell --help
          plan.txt        | plan finance --seed 7 --out FOLDER/runs
          plan-json.txt   | plan finance --json --out FOLDER/runs
          data.txt        | data
          """)
  void printsWhatWasReviewed(String golden, String words) throws IOException {
    CliFixture fixture = new CliFixture(folder);
    fixture.run(words.replace("FOLDER", folder.toString()).split(" "));
    compare(golden, fixture.out() + fixture.err());
  }

  @Test
  void showsASweepAsItStands() throws IOException {
    CliFixture fixture = new CliFixture(folder);
    Path sweep = Files.createDirectory(folder.resolve("sweep-1"));
    Files.writeString(sweep.resolve("sweep.json"), CliFixture.golden("sweep.json"));
    Files.writeString(sweep.resolve("sweep.html"), "<html></html>");
    assertEquals(0, fixture.run("show", sweep.toString()), fixture.err());
    compare("sweep.txt", fixture.out());
    fixture.run("show", "sweep-1", "--out", folder.toString(), "--json");
    assertEquals(CliFixture.golden("sweep.json"), fixture.out());
  }

  @Test
  void listsContributions() throws IOException {
    CliFixture fixture = new CliFixture(folder);
    FakeProvider wrong = new FakeProvider(() -> "x");
    wrong.properties.put("governance.kind", "METRIC");
    wrong.properties.put("governance.id", "acme.metric");
    fixture.plan.fakes.add(wrong);
    fixture.run("list");
    compare("list.txt", fixture.out());
    fixture.run("list", "--kind", "penalty", "--json");
    compare("list-json.txt", fixture.out());
  }

  @Test
  void describesContributionsWithWhatIsConfigured() throws IOException {
    CliFixture fixture = new CliFixture(folder);
    String id = "privacy.representation-norm";
    fixture.run("describe", "fairness.demographic-parity");
    compare("describe-bare.txt", fixture.out());
    fixture.plan.configure(id, Map.of("order", "3", "pol", "mean"));
    fixture.run("describe", id);
    compare("describe.txt", fixture.out());
    fixture.run("describe", id, "--json");
    compare("describe-json.txt", fixture.out());
    fixture.run("describe", "governance.runtime");
    compare("describe-runtime.txt", fixture.out());
    fixture.plan.configure("governance.engine", Map.of("libtorch.path", "/opt/libtorch"));
    fixture.run("describe", "governance.engine");
    compare("describe-engine.txt", fixture.out());
    assertEquals(2, fixture.run("describe", "privacy.representation-nrm"));
    assertEquals(
        "error: describe: there is no contribution \"privacy.representation-nrm\". Did you mean"
            + " \"privacy.representation-norm\"?\n",
        fixture.err());
  }

  @Test
  void theFolderOfRunsCanBeConfigured() {
    CliFixture fixture = new CliFixture(folder);
    fixture.plan.configure("governance.runtime", Map.of("runsDirectory", folder + "/elsewhere"));
    assertEquals(2, fixture.run("show", "latest"));
    assertTrue(fixture.err().contains("FOLDER/elsewhere"), fixture.err());
    assertEquals(2, fixture.run("show", "latest", "--out", folder + "/here"));
    assertTrue(fixture.err().contains("FOLDER/here"), fixture.err());
  }

  @Test
  void theDoctorTellsWhatIsConfigured() {
    CliFixture fixture = new CliFixture(folder);
    fixture.plan.configure("privacy.representation-norm", Map.of("order", 3, "pol", 1));
    fixture.plan.configure("fairness.demografic-parity", Map.of("gap", "x"));
    fixture.plan.configure("org.acme.other", Map.of("any", 1));
    fixture.run("doctor", "--out", folder.toString());
    String out = fixture.out();
    assertTrue(out.contains("privacy.representation-norm: order\n"), out);
    assertTrue(out.contains("setting pol (etc/privacy.representation-norm.cfg): is no known"), out);
    assertTrue(out.contains("Did you mean \"fairness.demographic-parity\"?"), out);
    assertFalse(out.contains("org.acme"), out);
  }

  @Test
  void listsModels() throws IOException {
    CliFixture fixture = new CliFixture(folder);
    fixture.engine = new FakeEngine();
    model("bert-small", "publisher/encoder");
    Files.createFile(folder.resolve("models/publisher/encoder/encoder.pt"));
    Files.createDirectories(folder.resolve("models/broken"));
    Files.createDirectories(folder.resolve("models/.cache"));
    fixture.run("models");
    compare("models.txt", fixture.out());
    fixture.run("models", "--json");
    compare("models-json.txt", fixture.out());
  }

  private void model(String... names) throws IOException {
    for (String name : names) {
      Path model = Files.createDirectories(folder.resolve("models").resolve(name));
      Files.createFile(model.resolve("config.json"));
    }
  }

  private static void compare(String name, String got) throws IOException {
    String write = System.getProperty("golden.write");
    if (write != null) {
      Files.writeString(Path.of(write, name), got);
      return;
    }
    assertEquals(CliFixture.golden(name), got, name);
  }
}
