package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.RunService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** The registry over the framework's services, and the commands that use it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class RegistryIT {
  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @TempDir Path folder;

  @SuppressWarnings({"unchecked", "rawtypes"}) // the contract between launcher and runtime
  private int command(String... words) {
    try {
      ServiceReference<ToIntFunction> commands =
          context
              .getServiceReferences(ToIntFunction.class, "(governance.cli=true)")
              .iterator()
              .next();
      return context.getService(commands).applyAsInt(words);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<ContributionInfo> find(String id) {
    return runs.contributions().stream().filter(c -> c.id().equals(id)).findFirst();
  }

  private ContributionInfo.Rejection rejection(String id) {
    return find(id).orElseThrow().rejected();
  }

  @Test
  void everyContributionOfTheWorkspaceCanBeUsed() {
    assertEquals(
        List.of(), runs.contributions().stream().filter(c -> c.rejected() != null).toList());
    ContributionInfo metric = find("quality.accuracy").orElseThrow();
    assertEquals("plugins.quality", metric.bundle());
    assertTrue(metric.sha256().matches("[0-9a-f]{64}"), metric.sha256());
    assertEquals(metric.sha256(), find("quality.auc").orElseThrow().sha256());
  }

  @Test
  void whatCannotBeUsedIsListedWithItsReason() throws Exception {
    Bundle faulty = FaultyBundle.install(context);
    try {
      assertEquals(Code.NOT_STARTED, rejection("itest.waiting").code());
      faulty.start();
      assertEquals(Code.UNSATISFIED, rejection("itest.waiting").code());
      assertEquals(
          "its component waits for java.util.concurrent.Callable (never=true)",
          rejection("itest.waiting").detail());
      assertEquals("3.2.1", find("itest.waiting").orElseThrow().version());
      assertEquals(Code.FAILED_ACTIVATION, rejection("itest.broken").code());
      // Asks every data source for its endings, and one that cannot be made is no hindrance.
      String data = Files.writeString(folder.resolve("rows.unknown"), "x").toString();
      assertEquals(2, command("plan", "finance", "--data", data));
      faulty.stop();
      assertEquals("its bundle is not started", rejection("itest.broken").detail());
    } finally {
      faulty.uninstall();
    }
    assertTrue(find("itest.broken").isEmpty());
  }

  @Test
  void domainsPlanWithTheContributionsOfTheFramework() {
    String out = folder.toString();
    for (String domain : List.of("city", "education", "finance", "judicial", "medical")) {
      assertEquals(0, command("plan", domain, "--out", out));
    }
    assertEquals(0, command("list", "--json"));
    assertEquals(0, command("data"));
    assertEquals(0, command("doctor", "--out", out));
    assertEquals(2, command("plan", "finanse", "--out", out));
  }
}
