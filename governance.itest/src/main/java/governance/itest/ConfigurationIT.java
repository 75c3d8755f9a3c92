package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunPlan;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** What the installation configures by way of Configuration Admin, in plans and runs. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(120)
class ConfigurationIT {
  private static final String PARITY = "fairness.demographic-parity";

  private static final Map<String, String> SMALL =
      Map.of(
          "train.epochs", "2",
          "train.checkpointEvery", "2",
          "data.settings.rows", "300",
          "model.layers", "1",
          "model.hidden", "32",
          "model.intermediate", "64",
          "evaluation.bootstrap", "10",
          "evaluation.reference", "false");

  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @InjectService ConfigurationAdmin admin;

  @TempDir Path folder;

  private final List<Configuration> made = new ArrayList<>();

  @AfterEach
  void takeBack() throws Exception {
    for (Configuration configuration : made) {
      configuration.delete();
    }
  }

  private void configure(String pid, Map<String, ?> values) throws Exception {
    Configuration configuration = admin.getConfiguration(pid, "?");
    made.remove(configuration);
    made.add(configuration);
    configuration.update(new Hashtable<>(values));
  }

  private RunRequest request(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(SMALL);
    values.putAll(more);
    return new RunRequest("judicial", values, Map.of(), folder);
  }

  private String setting(RunPlan plan, String key) {
    return plan.contributions().stream()
        .filter(c -> c.info().id().equals(PARITY))
        .flatMap(c -> c.settings().stream())
        .filter(v -> v.key().equals(key))
        .map(v -> v.value() + " from " + v.origin())
        .reduce("", String::concat);
  }

  @Test
  void aConfiguredValueIsTheDefaultFromTheNextPlanOnAndTheSpecGoesFirst() throws Exception {
    String key = "penalties." + PARITY + ".settings.minimumGroup";
    assertEquals("1 from default", setting(runs.plan(request(Map.of())), "minimumGroup"));
    configure(PARITY, Map.of("minimumGroup", 3));
    assertEquals(
        "3 from configuration " + PARITY, setting(runs.plan(request(Map.of())), "minimumGroup"));
    configure(PARITY, Map.of("minimumGroup", "4"));
    assertEquals(
        "4 from configuration " + PARITY, setting(runs.plan(request(Map.of())), "minimumGroup"));
    assertEquals("5 from --set", setting(runs.plan(request(Map.of(key, "5"))), "minimumGroup"));
    made.remove(0).delete();
    assertEquals("1 from default", setting(runs.plan(request(Map.of())), "minimumGroup"));
  }

  @Test
  void aWrongValueIsAProblemThatNamesPidKeyAndWhatIsAllowed() throws Exception {
    configure(PARITY, Map.of("minimumGroup", 0, "gab", "ABSOLUTE"));
    List<String> problems =
        runs.plan(request(Map.of())).problems().stream().map(p -> p.message()).toList();
    String at = "configuration " + PARITY + " setting ";
    assertEquals(
        List.of(
            at + "minimumGroup (Configuration Admin): is 0; allowed: a whole number of at least 1",
            at
                + "gab (Configuration Admin): is no known setting; allowed: columns, gap,"
                + " classes, minimumGroup, running. Did you mean \"gap\"?"),
        problems);
  }

  @Test
  void aFileWithAHyphenInItsNameMeansTheIdAndNoFactory() throws Exception {
    // What File Install makes of etc/fairness.demographic-parity.cfg.
    Configuration file = admin.getFactoryConfiguration("fairness.demographic", "parity", "?");
    made.add(file);
    file.update(
        new Hashtable<>(
            Map.of(
                "gap", "ABSOLUTE", "felix.fileinstall.filename", "file:/etc/" + PARITY + ".cfg")));
    assertEquals(
        "\"ABSOLUTE\" from configuration " + PARITY, setting(runs.plan(request(Map.of())), "gap"));
  }

  @Test
  void aChangeReplacesNoContribution() throws Exception {
    ServiceReference<?> before = penalty();
    configure(PARITY, Map.of("minimumGroup", 3));
    configure(PARITY, Map.of("minimumGroup", 4));
    assertEquals(before, penalty());
  }

  private ServiceReference<?> penalty() throws Exception {
    return context.getAllServiceReferences(null, "(governance.id=" + PARITY + ")")[0];
  }

  @Test
  void threadsAndDeviceOfTheInstallationAreDefaultsOfTheSpec() throws Exception {
    configure("governance.runtime", Map.of("threads", 1, "device", "cpu"));
    List<String> values =
        runs.plan(request(Map.of())).values().stream()
            .filter(v -> v.key().equals("train.threads") || v.key().equals("train.device"))
            .map(v -> v.value() + " from " + v.origin())
            .toList();
    assertEquals(
        List.of(
            "1 from configuration governance.runtime",
            "\"cpu\" from configuration governance.runtime"),
        values);
  }

  @Test
  void aStoppedRunKeepsWhatItBeganWith() throws Exception {
    configure("governance.runtime", Map.of("threads", 1));
    configure(PARITY, Map.of("minimumGroup", 3));
    String id = runs.start(request(Map.of()));
    Path evidence = folder.resolve(id);
    while (!Files.exists(evidence.resolve("checkpoints"))) {
      Thread.sleep(5);
    }
    runs.cancel(id);
    assertEquals(RunStatus.CANCELLED, runs.await(id, Duration.ofMinutes(1)).status());
    String plan = Files.readString(evidence.resolve("plan.json"));
    assertTrue(plan.contains("\"origin\": \"configuration " + PARITY + "\""), plan);
    assertTrue(Files.readString(evidence.resolve("spec.json")).contains("\"minimumGroup\": 3"));

    configure(PARITY, Map.of("minimumGroup", 1, "gap", "ABSOLUTE"));
    configure("governance.runtime", Map.of("threads", 2));
    RunInfo resumed = runs.await(runs.resume(evidence), Duration.ofMinutes(1));
    assertTrue(
        EnumSet.of(RunStatus.PASSED, RunStatus.BLOCKED).contains(resumed.status()),
        resumed::message);
    assertEquals(plan, Files.readString(evidence.resolve("plan.json")));
    assertFalse(Files.readString(evidence.resolve("report.json")).contains("ABSOLUTE"));
  }
}
