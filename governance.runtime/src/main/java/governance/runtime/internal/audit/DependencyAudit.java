package governance.runtime.internal.audit;

import java.util.ArrayList;
import java.util.List;

/** Whether it is known what the installation consists of. */
final class DependencyAudit {
  private final Installation installation;

  DependencyAudit(Installation installation) {
    this.installation = installation;
  }

  void look(Findings into) {
    int inside = 0;
    List<String> without = new ArrayList<>();
    for (InstalledBundle bundle : installation.bundles()) {
      EmbeddedParts embedded = new EmbeddedParts(bundle);
      inside += embedded.parts().size();
      List<String> unknown = embedded.unknown();
      if (!unknown.isEmpty()) {
        into.add(
            "dependencies.unknown",
            Severity.MEDIUM,
            bundle.name() + " " + bundle.version(),
            "has inside what nobody names: " + first(unknown),
            "Have its maker name it in META-INF/sbom (CycloneDX)");
      }
      if (Licences.of(bundle).isEmpty()) {
        without.add(bundle.name());
      }
    }
    if (!without.isEmpty()) {
      into.add(
          "dependencies.no-licence",
          Severity.LOW,
          String.join(", ", without),
          "say no licence in their manifest or pom",
          "Ask their makers, and note the answer");
    }
    into.add(
        "dependencies.listed",
        Severity.INFO,
        "the installation",
        installation.bundles().size() + " bundles, with " + inside + " libraries inside them",
        "Write them to a file: governance audit --sbom FILE");
  }

  private static String first(List<String> names) {
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
  }
}
