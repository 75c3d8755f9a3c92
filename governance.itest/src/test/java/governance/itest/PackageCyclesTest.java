package governance.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No package of the project depends on itself through others. */
class PackageCyclesTest {

  @Test
  void packagesAreFreeOfCycles() throws IOException {
    List<Path> modules;
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      modules =
          folders.map(module -> module.resolve("target/classes")).filter(Files::exists).toList();
    }
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    JavaClasses classes = new ClassFileImporter().importPaths(modules);
    assertTrue(classes.contain("governance.api.Contribution"), "no classes in " + modules);
    SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(classes);
  }
}
