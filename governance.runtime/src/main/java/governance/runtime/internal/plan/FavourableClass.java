package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.data.Role;
import governance.api.model.Task;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.SpecBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the class that is good for a person where nobody named it: by what the domain pack knows of
 * the label, checked against the values that the column has.
 */
final class FavourableClass {
  /** How many rows are looked at; the classes themselves are found when all rows are read. */
  private static final int ROWS = 100_000;

  private final Registry registry;
  private final DataDirectory directory;

  FavourableClass(Registry registry, DataDirectory directory) {
    this.registry = registry;
    this.directory = directory;
  }

  /**
   * A spec after the search.
   *
   * @param document the spec, with the favourable class where exactly one was found
   * @param values the classes found where none was; empty when they were not looked for
   */
  record Found(Node.Obj document, List<String> values) {}

  /** Looks in a file of the user; a data set of the catalogue says itself what is favourable. */
  Found find(Node.Obj document, Optional<DomainDefinition> domain) {
    List<Problem> ignored = new ArrayList<>();
    SpecBinder binder = new SpecBinder(document, ignored);
    RunSpec spec = binder.bind();
    boolean sound = ignored.stream().noneMatch(p -> p.subject().startsWith("data"));
    if (!sound
        || spec.task() != Task.SEQUENCE_CLASSIFICATION
        || spec.data().favourable().isPresent()
        || spec.data().file().isEmpty()) {
      return new Found(document, List.of());
    }
    Resolver resolver =
        new Resolver(
            registry, new NeedsCheck(spec, true, List.of(), true), binder.values(), ignored);
    Optional<DataPlan> plan =
        new DataResolver(registry, spec, resolver, directory, ignored).resolve(Optional.empty());
    return plan.map(p -> find(document, domain, spec, p))
        .orElseGet(() -> new Found(document, List.of()));
  }

  private Found find(
      Node.Obj document, Optional<DomainDefinition> domain, RunSpec spec, DataPlan plan) {
    String label = plan.schema().first(Role.LABEL).orElseThrow().name();
    SourceRequest request =
        new SourceRequest(
            plan.parts().get(0).file(), plan.source().settings(), spec.train().seed());
    List<String> values =
        new Sources(registry, new ArrayList<>()).values(plan.source(), request, label, ROWS);
    List<String> good = domain.map(d -> listed(d.labels(), label)).orElse(List.of());
    List<String> matching =
        values.stream().filter(v -> good.stream().anyMatch(v::equalsIgnoreCase)).toList();
    if (matching.size() != 1) {
      return new Found(document, values);
    }
    String origin = "domain " + domain.orElseThrow().id() + " vocabulary";
    Node.Obj data = (Node.Obj) document.members().get("data");
    Node favourable = new Node.Scalar(matching.get(0), origin);
    return new Found(document.with("data", data.with("favourable", favourable)), values);
  }

  private static List<String> listed(Map<String, List<String>> labels, String column) {
    return labels.getOrDefault(column.toLowerCase(Locale.ROOT), List.of());
  }
}
