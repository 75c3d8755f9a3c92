package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One Apache Karaf, from the installation of the archive on, as an operator works with it. */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KarafTest {

  private static final String PACKS = "governance:list --kind domain_pack";

  @TempDir static Path folder;
  private static Karaf karaf;

  @BeforeAll
  static void install() throws Exception {
    karaf = new Karaf(folder);
    karaf.awaitCommands();
    assertEquals("", karaf.ask("kar:install file:" + Karaf.archive()));
    assertEquals("", karaf.ask("feature:install governance-finance"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (karaf != null) {
      karaf.close();
    }
  }

  private static Path city() throws Exception {
    return new DeploymentRepository().jar("governance", "plugins.domain-city").toRealPath();
  }

  @Test
  @Order(1)
  void aDomainsFeatureInstallsThatDomainAlone() throws Exception {
    String bundles = karaf.ask("bundle:list -s -t 0");
    assertTrue(bundles.contains("plugins.domain-finance"), bundles);
    assertFalse(bundles.contains("plugins.domain-medical"), bundles);
    karaf.await(PACKS, list -> list.contains("  finance ") && !list.contains("rejected"));
  }

  /** To the last byte: losses, metrics, gates, model, and the digests of bundles in the plan. */
  @Test
  @Order(2)
  void aRunLeavesTheSameFilesAsOnFelix() throws Exception {
    Path runs = folder.resolve("runs");
    karaf.ask("config:property-set --pid governance.runtime runsDirectory " + runs);
    karaf.await("governance:doctor", answer -> answer.contains(runs + ": "));
    String run = karaf.ask("governance:" + TinyRuns.typed());
    assertTrue(run.contains("A gate blocks release."), run);
    TinyRuns.assertSameAsUndisturbed(TinyRuns.evidence(runs));
  }

  @Test
  @Order(3)
  void aSweepWorksToo() throws Exception {
    Path out = folder.resolve("sweeps");
    String vary = " --vary penalties.fairness.demographic-parity.weight=0,4 --seeds 5 --epochs 1";
    String words = TinyRuns.typed().replace("run finance", "sweep finance") + vary;
    String answer = karaf.ask("governance:" + words + " --out " + out);
    assertTrue(answer.contains("run 2/2 ended: BLOCKED"), answer);
    assertTrue(answer.contains("page      " + out), answer);
    Path sweep = TinyRuns.sweep(out);
    assertTrue(Files.readString(sweep.resolve("sweep.json")).contains("\"FINISHED\""));
    assertTrue(karaf.ask("governance:show " + sweep).contains("STANDING"));
  }

  /** Commands that read the run, data or keys, with the bundles that they need. */
  @Test
  @Order(4)
  void theOtherCommandsWorkToo() throws Exception {
    Path predicted = folder.resolve("predicted.csv");
    String data = " --data loan-applications --out " + predicted;
    String predict = karaf.ask("governance:predict latest" + data);
    assertTrue(predict.contains("300 rows predicted"), predict);
    assertEquals(301, Files.readAllLines(predicted).size());
    String inspect = karaf.ask("governance:inspect loan-applications --json");
    assertTrue(inspect.contains("fairness.proxies"), inspect);
    String privacy = "governance:privacy epsilon --noise 1.1 --rate 0.01 --steps 1000 --delta 1e-5";
    assertTrue(karaf.ask(privacy).contains("epsilon is at most 1.5"), privacy);
    Path keys = folder.resolve("keyring");
    String create = "governance:keys create --keyring " + keys;
    String created = karaf.ask(create + " --key-file " + folder.resolve("key"));
    assertTrue(Files.isDirectory(keys), created);
    String listed = karaf.ask("governance:keys list --keyring " + keys);
    assertTrue(listed.contains("wraps new data keys"), listed);
    String audit = karaf.ask("governance:audit latest");
    assertTrue(audit.contains("checks made"), audit);
    assertTrue(karaf.ask("governance:access show").contains("policy"), "access show");
  }

  @Test
  @Order(5)
  void aPluginFromTheArchetypeTakesPartInARun() throws Exception {
    Path jar = karaf.drop(ArchetypeProject.jar());
    karaf.await("governance:list --kind penalty", list -> list.contains("  acme.caution "));
    Path out = folder.resolve("runs-with-a-plugin");
    String more = " --epochs 1 --set penalties.acme.caution.weight=0.1 --out " + out;
    String run = karaf.ask("governance:" + TinyRuns.typed() + more);
    assertTrue(run.contains("evidence  " + out), run);
    String steps = Files.readString(TinyRuns.evidence(out).resolve("training.jsonl"));
    assertTrue(steps.contains("\"acme.caution\":"), steps);
    Files.delete(jar);
    karaf.await("governance:list --kind penalty", list -> !list.contains("acme.caution"));
  }

  /** The id has a hyphen, of which Karaf makes the instance of a factory when it reads the file. */
  @Test
  @Order(6)
  void aContributionIsConfiguredByTheConsoleAndByAFile() throws Exception {
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

  /** The engine has computed: a refresh of it would make it unusable. */
  @Test
  @Order(7)
  void whatIsInstalledLaterLeavesTheEngineAsItIs() throws Exception {
    assertEquals("", karaf.ask("feature:install governance-medical"));
    Path jar = karaf.drop(city());
    karaf.await(PACKS, list -> list.contains("  city ") && list.contains("  medical "));
    assertTrue(karaf.ask("governance:doctor").contains("Runs can work here."));
    assertTrue(karaf.ask("governance:plan city").contains("model    base"));
    Files.delete(jar);
    karaf.await(PACKS, list -> !list.contains("  city "));
    assertEquals(List.of(), karaf.complaints());
  }

  @Test
  @Order(8)
  void whatCannotRunIsRejectedWithItsReason() throws Exception {
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
  }

  /** As after a start with these lines in etc/system.properties. */
  @Test
  @Order(9)
  void whatNobodySignedIsRejectedWhereSignaturesAreRequired() throws Exception {
    Path signers = Files.createDirectory(folder.resolve("signers"));
    karaf.ask("system:property governance.plugins.unsigned mvn:");
    karaf.ask("system:property governance.plugins.signers " + signers);
    karaf.ask("bundle:restart governance.admission");
    karaf.drop(city());
    karaf.await(PACKS, list -> list.contains("UNSIGNED") && list.contains("  finance "));
  }
}
