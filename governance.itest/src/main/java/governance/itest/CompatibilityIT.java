package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** A plug-in built against release 1.0.0 of the API, unrecompiled, in the framework of today. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class CompatibilityIT {
  private static final String JAR = "/compat/compat.sample-1.0.0.jar";

  /** Where the sample's sink leaves the size of a document. */
  private static final String DELIVERED = "compat.count.outline.txt";

  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  @TempDir Path folder;

  private Bundle bundle;

  @BeforeEach
  void install() throws Exception {
    try (InputStream jar = CompatibilityIT.class.getResourceAsStream(JAR)) {
      bundle = context.installBundle("itest:compat", jar);
    }
    bundle.start();
  }

  @AfterEach
  void uninstall() throws Exception {
    bundle.uninstall();
    System.clearProperty(DELIVERED);
  }

  @Test
  void everyContributionOfItCanBeUsed() {
    Map<Kind, ContributionInfo> found =
        runs.contributions().stream()
            .filter(c -> c.bundle().equals("compat.sample"))
            .collect(Collectors.toMap(ContributionInfo::kind, c -> c));
    found.values().forEach(c -> assertEquals(null, c.rejected(), c::toString));
    assertEquals(
        EnumSet.of(
            Kind.PENALTY,
            Kind.TRANSFORM,
            Kind.GRADIENT_POLICY,
            Kind.METRIC,
            Kind.EXPLAINER,
            Kind.GATE,
            Kind.DATA_SOURCE,
            Kind.DOMAIN_PACK,
            Kind.RENDERER,
            Kind.SINK),
        EnumSet.copyOf(found.keySet()));
  }

  @Test
  void aRunThatUsesAllOfItFinishes() throws Exception {
    Map<String, String> one = Map.of("train.threads", "1", "evaluation.reference", "false");
    RunRequest request = new RunRequest("compat", one, Map.of(), folder);
    assertEquals(List.of(), runs.plan(request).problems());
    RunInfo run = runs.await(runs.start(request), Duration.ofMinutes(2));
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    contains(run, "plan.json", "\"bundle\": \"compat.sample\"");
    contains(run, "training.jsonl", "compat.confidence");
    contains(run, "metrics.json", "compat.agreement");
    contains(run, "gates.json", "compat.board");
    contains(run, "outline.txt", run.id());
    assertTrue(Files.exists(run.evidence().resolve("explanations")));
    assertNotNull(System.getProperty(DELIVERED), "the sink got no document");
  }

  private static void contains(RunInfo run, String file, String text) throws Exception {
    String content = Files.readString(run.evidence().resolve(file));
    assertTrue(content.contains(text), file + ": " + content);
  }
}
