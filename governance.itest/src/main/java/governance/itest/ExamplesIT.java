package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.RunService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** The worked plug-ins, installed into a framework that is already running. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class ExamplesIT {
  @InjectBundleContext BundleContext context;

  @InjectService RunService runs;

  private final List<Bundle> installed = new ArrayList<>();

  @BeforeEach
  void install() throws IOException, BundleException {
    Path examples = Path.of(context.getProperty("governance.examples"));
    for (String name : names(examples)) {
      Path jar =
          named(
              examples.resolve(name).resolve("target"),
              "examples." + name + "-[^-]*(-SNAPSHOT)?.jar");
      installed.add(context.installBundle(jar.toUri().toString()));
    }
    for (Bundle bundle : installed) {
      bundle.start();
    }
  }

  @AfterEach
  void uninstall() throws BundleException {
    for (Bundle bundle : installed) {
      bundle.uninstall();
    }
  }

  private static List<String> names(Path examples) throws IOException {
    try (Stream<Path> folders = Files.list(examples)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("bnd.bnd")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static Path named(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(pattern))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + pattern + " in " + folder));
    }
  }

  @Test
  void thereIsAUsableExampleOfEachKind() {
    List<ContributionInfo> examples =
        runs.contributions().stream().filter(c -> c.bundle().startsWith("examples.")).toList();
    assertEquals(List.of(), examples.stream().filter(c -> c.rejected() != null).toList());
    assertEquals(
        Arrays.asList(Kind.values()),
        examples.stream().map(ContributionInfo::kind).distinct().sorted().toList());
    assertEquals(installed.size(), examples.size());
  }
}
