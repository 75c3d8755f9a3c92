package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody names to look at: what a run can be asked for, or data by itself. A data set of the
 * catalogue brings the domain whose pack knows it.
 */
final class InspectionTarget {
  private static final String ORIGIN = "command line";

  private final Packs packs;
  private final ModelDirectory models;

  InspectionTarget(Packs packs, ModelDirectory models) {
    this.packs = packs;
    this.models = models;
  }

  /** Returns the target as a document; what is wrong with it is added to {@code problems}. */
  Node.Obj read(String target, List<Problem> problems) {
    if (packs.ids().contains(target) || target.endsWith(".json")) {
      return new Target(models).read(target, packs.ids(), problems);
    }
    Optional<DomainDefinition> pack =
        packs.all().stream()
            .filter(p -> p.datasets().stream().anyMatch(d -> d.name().equals(target)))
            .findFirst();
    if (pack.isPresent()) {
      return document(Map.of("domain", text(pack.get().id()), "data", data("name", target)));
    }
    if (file(target)) {
      return document(Map.of("data", data("file", target)));
    }
    problems.add(unknown(target));
    return Node.Obj.empty(ORIGIN);
  }

  private static boolean file(String target) {
    try {
      return target.contains("/") || target.contains("\\") || Files.exists(Path.of(target));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Problem unknown(String target) {
    List<String> names = new ArrayList<>(packs.ids());
    packs.all().forEach(p -> p.datasets().forEach(d -> names.add(d.name())));
    String otherwise = "Give the path of a file with rows, or see: governance data";
    return new Problem(
        Remedy.FIX_SPEC,
        "what to inspect",
        "\"" + target + "\" is no domain, no data set of the catalogue, and no file",
        "a domain: " + String.join(", ", packs.ids()) + "; a data set; or a file",
        Suggestion.advice(target, names, otherwise));
  }

  private static Node.Obj document(Map<String, Node> members) {
    return new Node.Obj(members, ORIGIN);
  }

  private static Node data(String key, String value) {
    return document(Map.of(key, text(value)));
  }

  private static Node text(String value) {
    return new Node.Scalar(value, ORIGIN);
  }
}
