package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import governance.api.Contribution;
import governance.api.Kind;
import governance.testkit.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every contribution that ships runs the contract of its kind in a test of its module. */
class ContractCoverageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyContributionRunsItsContract() throws IOException {
    JavaClasses classes = new ClassFileImporter().importPaths(folders());
    List<String> uncovered = new ArrayList<>();
    int contributions = 0;
    for (JavaClass type : classes) {
      if (type.isAnnotatedWith(Contribution.class)) {
        contributions++;
        Kind kind = kind(type);
        boolean covered =
            Contracts.of(kind).stream().anyMatch(contract -> covers(classes, contract, type));
        if (!covered) {
          uncovered.add(kind + " " + type.getName());
        }
      }
    }
    assertTrue(contributions > 50, contributions + " contributions found");
    assertEquals(List.of(), uncovered, "extend the contract of the kind in a test of the module");
  }

  private static List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : new TreeSet<>(modules.toList())) {
        if (module.getFileName().toString().startsWith("plugins.")) {
          for (String output : List.of("target/classes", "target/test-classes")) {
            Path folder = module.resolve(output);
            assertTrue(Files.isDirectory(folder), folder + " is not there: build the module first");
            folders.add(folder);
          }
        }
      }
    }
    return folders;
  }

  private static Kind kind(JavaClass type) {
    JavaAnnotation<?> declared = type.getAnnotationOfType(Contribution.class.getName());
    return Kind.valueOf(((JavaEnumConstant) declared.get("kind").orElseThrow()).name());
  }

  /** Whether a class that extends the contract makes an instance of the contribution. */
  private static boolean covers(JavaClasses classes, Class<?> contract, JavaClass contribution) {
    return classes.stream()
        .filter(test -> test.isAssignableTo(contract.getName()) || inherits(test, contract))
        .flatMap(test -> test.getConstructorCallsFromSelf().stream())
        .anyMatch(call -> call.getTargetOwner().equals(contribution));
  }

  private static boolean inherits(JavaClass test, Class<?> contract) {
    return test.getAllRawSuperclasses().stream()
        .anyMatch(type -> type.getName().equals(contract.getName()));
  }
}
