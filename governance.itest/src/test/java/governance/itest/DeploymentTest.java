package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.runtime.internal.store.EvidenceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same jars in other containers: a run leaves the same files to the last byte, losses, metrics
 * and gates included, and its plan names bundles of the same digests.
 */
@Timeout(240)
class DeploymentTest {

  private static final Path EQUINOX = Path.of("target/equinox");

  @TempDir Path folder;

  private static void assertSameAsOnFelix(Path evidence) throws Exception {
    Path felix = TinyRuns.uninterrupted();
    assertTrue(Files.readString(felix.resolve("plan.json")).contains("\"sha256\""));
    assertTrue(Files.size(felix.resolve("training.jsonl")) > 10_000);
    assertEquals(
        List.of(), TinyRuns.differing(felix, evidence, name -> !EvidenceFiles.varies(name)));
  }

  private static Path equinox() throws Exception {
    try (var jars = Files.list(EQUINOX)) {
      return jars.findFirst().orElseThrow().toAbsolutePath();
    }
  }

  @Test
  void aRunOnEquinox() throws Exception {
    TinyRuns runs = new TinyRuns(folder);
    TinyRuns.Ended ended = TinyRuns.ended(runs.startOn(equinox()));
    assertEquals(3, ended.code(), ended.text());
    assertFalse(ended.text().contains("log: "), ended.text());
    assertSameAsOnFelix(runs.evidence());
  }

  @Test
  void theShellAndHotPlugOnEquinox() throws Exception {
    Distribution distribution = new Distribution(folder);
    try (Distribution.Shell shell =
        new Distribution.Shell(distribution.startOn(equinox(), "shell"))) {
      String doctor = String.join("\n", shell.ask("governance:doctor"));
      assertTrue(doctor.contains("org.eclipse.osgi 3."), doctor);
      Path jar = distribution.plugins().resolve("third.party.jar");
      Path part = distribution.plugins().resolve("third.party.part");
      DistributionTest.writeBundle(part);
      Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
      DistributionTest.awaitState(shell, "Active");
      Files.delete(jar);
      DistributionTest.awaitState(shell, "");
      assertEquals(0, shell.end());
    }
  }

  @Test
  void aFrameworkThatIsNotThereIsNamed() throws Exception {
    TinyRuns.Ended ended =
        TinyRuns.ended(new Distribution(folder).startOn(folder.resolve("no.jar"), "list"));
    assertEquals(2, ended.code());
    assertTrue(ended.text().startsWith("error: GOVERNANCE_FRAMEWORK="), ended.text());
  }

  @Test
  void aRunInKaraf() throws Exception {
    try (Karaf karaf = new Karaf(folder)) {
      karaf.awaitCommands();
      assertEquals("", karaf.ask("kar:install file:" + Karaf.archive()));
      assertEquals("", karaf.ask("feature:install governance-finance"));
      String bundles = karaf.ask("bundle:list -s -t 0");
      assertTrue(bundles.contains("plugins.domain-finance"), bundles);
      assertFalse(bundles.contains("plugins.domain-medical"), bundles);

      Path runs = folder.resolve("runs-in-karaf");
      karaf.ask("config:property-set --pid governance.runtime runsDirectory " + runs);
      karaf.await("governance:doctor", answer -> answer.contains(runs + ": "));
      String run = karaf.ask("governance:" + TinyRuns.typed());
      assertTrue(run.contains("A gate blocks release."), run);
      assertSameAsOnFelix(TinyRuns.evidence(runs));
      aContributionIsConfigured(karaf);
      othersComeAndGo(karaf);
      aPluginOfAThirdPartyComesAndGoes(karaf);
      assertEquals(List.of(), karaf.complaints());
      whatCannotRunIsRejected(karaf);
    }
  }

  /** The id has a hyphen, of which Karaf makes the instance of a factory when it reads the file. */
  private static void aContributionIsConfigured(Karaf karaf) throws Exception {
    String id = "fairness.demographic-parity";
    String describe = "governance:describe " + id + " --json";
    for (String edit : List.of("edit " + id, "property-set gap UNBAISED", "update")) {
      assertEquals("", karaf.ask("config:" + edit));
    }
    String wrong = karaf.await("governance:plan finance", plan -> plan.contains("UNBAISED"));
    assertTrue(wrong.contains("error: configuration " + id + " setting gap"), wrong);
    assertTrue(wrong.contains("Did you mean \"UNBIASED\"?"), wrong);
    karaf.ask("config:property-set --pid " + id + " gap UNBIASED");
    karaf.await(describe, answer -> answer.contains("\"gap\": \"UNBIASED\""));
    String plan = karaf.ask("governance:plan finance");
    assertTrue(plan.contains("configuration " + id), plan);
    Path file = karaf.file("etc/" + id + ".cfg");
    Files.writeString(file, "gap = ABSOLUTE\n");
    karaf.await(describe, answer -> answer.contains("\"gap\": \"ABSOLUTE\""));
    karaf.ask("config:delete " + id);
    Files.deleteIfExists(file);
    karaf.await(describe, answer -> answer.contains("\"configured\": {}"));
  }

  private void whatCannotRunIsRejected(Karaf karaf) throws Exception {
    Path lacking = folder.resolve("lacking.jar");
    DistributionTest.writeBundle(
        lacking,
        "Import-Package: not.there",
        "Provide-Capability: governance.contribution;kind=METRIC;id=acme.metric");
    Path noZip = Files.writeString(folder.resolve("no-zip.jar"), "no zip");
    List<Path> jars = List.of(karaf.drop(lacking), karaf.drop(noZip));
    karaf.await(
        "governance:list",
        list ->
            list.contains("UNRESOLVED")
                && list.contains("not.there")
                && list.contains("BROKEN_BUNDLE"));
    for (Path jar : jars) {
      Files.delete(jar);
    }
    Path signers = Files.createDirectory(folder.resolve("signers"));
    karaf.ask("system:property governance.plugins.unsigned mvn:");
    karaf.ask("system:property governance.plugins.signers " + signers);
    karaf.ask("bundle:restart governance.admission");
    karaf.drop(new DeploymentRepository().jar("governance", "plugins.domain-city").toRealPath());
    karaf.await("governance:list --kind domain_pack", list -> list.contains("UNSIGNED"));
  }

  /** Made from the archetype and of every kind; the same jar as in the distribution. */
  private static void aPluginOfAThirdPartyComesAndGoes(Karaf karaf) throws Exception {
    Path jar = karaf.drop(GeneratedPlugin.jar());
    String mine = "  " + GeneratedPlugin.ID + " ";
    String list =
        karaf.await("governance:list", l -> l.split(mine, -1).length - 1 == Kind.values().length);
    assertFalse(list.contains("rejected"), list);
    String weight = "--set penalties." + GeneratedPlugin.ID + ".weight=1";
    String plan = karaf.ask("governance:plan finance " + weight);
    assertTrue(plan.contains(mine), plan);
    Files.delete(jar);
    karaf.await("governance:list", l -> !l.contains(mine));
  }

  /** The engine has computed; what is installed after that must leave it as it is. */
  private void othersComeAndGo(Karaf karaf) throws Exception {
    assertEquals("", karaf.ask("feature:install governance-medical"));
    Path jar =
        karaf.drop(
            new DeploymentRepository().jar("governance", "plugins.domain-city").toRealPath());
    karaf.await(
        "governance:list --kind domain_pack",
        list ->
            list.contains("  city ") && list.contains("  medical ") && list.contains("  finance "));
    assertTrue(karaf.ask("governance:doctor").contains("Runs can work here."));
    assertTrue(karaf.ask("governance:plan city").contains("model    base"));
    Files.delete(jar);
    karaf.await("governance:list --kind domain_pack", list -> !list.contains("  city "));
  }
}
