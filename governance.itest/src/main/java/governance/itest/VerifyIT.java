package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** {@code governance verify} after the evidence or the installed bundles have changed. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(60)
class VerifyIT {
  @InjectBundleContext BundleContext context;

  @SuppressWarnings("rawtypes") // the contract between launcher and runtime
  @InjectService(filter = "(governance.cli=true)")
  ToIntFunction commands;

  @TempDir Path folder;

  private Bundle bundle;

  @AfterEach
  void remove() throws Exception {
    if (bundle.getState() != Bundle.UNINSTALLED) {
      bundle.uninstall();
    }
  }

  @SuppressWarnings("unchecked") // the contract between launcher and runtime
  private int command(String... words) {
    return commands.applyAsInt(words);
  }

  private Path evidence() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.findFirst().orElseThrow();
    }
  }

  private int verify() throws IOException {
    return command("verify", evidence().toString());
  }

  private void update(PluginJar jar) throws Exception {
    bundle.update(new ByteArrayInputStream(jar.bytes()));
  }

  @Test
  void theReportNamesBundleVersionAndDigestOfEveryContribution() throws Exception {
    bundle = LingeringBundle.of("1.0.0").start(context);
    assertEquals(0, command(LingeringBundle.run("" + folder).toArray(String[]::new)));
    String plan = Files.readString(evidence().resolve("plan.json"));
    String html = Files.readString(evidence().resolve("report.html"));
    String json = Files.readString(evidence().resolve("report.json"));
    Matcher named =
        Pattern.compile(
                "\"id\": \"([^\"]+)\",\\s+\"domain\": \"[^\"]+\",\\s+\"bundle\": \"([^\"]+)\","
                    + "\\s+\"version\": \"([^\"]+)\",\\s+\"sha256\": \"([0-9a-f]{64})\"")
            .matcher(plan);
    int count = 0;
    while (named.find()) {
      count++;
      String row =
          html.lines()
              .filter(line -> line.contains("<code>" + named.group(1) + "</code>"))
              .filter(line -> line.contains(named.group(4)))
              .findFirst()
              .orElseThrow(() -> new AssertionError(named.group(1) + " is not in the page"));
      assertTrue(row.contains(named.group(2)) && row.contains(named.group(3)), row);
      assertTrue(json.contains("\"sha256\": \"" + named.group(4) + '"'), named.group());
    }
    assertTrue(count >= 10, count + " contributions");
  }

  @Test
  void tellsWhetherEvidenceAndBundlesAreThoseOfTheRun() throws Exception {
    bundle = LingeringBundle.of("1.0.0").start(context);
    assertEquals(0, command(LingeringBundle.run("" + folder).toArray(String[]::new)));
    assertEquals(0, verify());
    assertEquals(0, command("verify", "latest", "--out", folder.toString(), "--json"));
    assertEquals(2, command("verify", "nowhere", "--out", folder.toString()));

    update(LingeringBundle.of("1.1.0"));
    assertEquals(3, verify(), "another version");
    update(LingeringBundle.of("1.0.0").file("more.txt", "more"));
    assertEquals(3, verify(), "other bytes of the same version");
    bundle.stop();
    assertEquals(3, verify(), "stopped");
    update(LingeringBundle.of("1.0.0"));
    bundle.start();
    assertEquals(0, verify());
    Bundle newer = LingeringBundle.of("2.0.0").start(context);
    assertEquals(0, verify(), "the run's version is there beside a newer one");
    newer.uninstall();
    bundle.uninstall();
    assertEquals(3, verify(), "not installed");

    bundle = LingeringBundle.of("1.0.0").start(context);
    Path metrics = evidence().resolve("metrics.json");
    String text = Files.readString(metrics);
    Files.writeString(metrics, text + " ");
    assertEquals(3, verify(), "altered");
    Files.writeString(metrics, text);
    assertEquals(0, verify());
  }
}
