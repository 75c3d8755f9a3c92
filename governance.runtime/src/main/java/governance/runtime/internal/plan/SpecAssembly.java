package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunRequest;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Layers;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Overrides;
import governance.runtime.internal.spec.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays default, domain pack, data set, file and command line over each other. */
final class SpecAssembly {
  /** The lists of contributions in a spec, with the kind of their items. */
  static final Map<String, Kind> LISTS =
      Map.of(
          "inspection", Kind.DATA_ANALYSIS,
          "transforms", Kind.TRANSFORM,
          "penalties", Kind.PENALTY,
          "metrics", Kind.METRIC,
          "explainers", Kind.EXPLAINER,
          "gates", Kind.GATE,
          "reports", Kind.RENDERER,
          "sinks", Kind.SINK);

  private final Registry registry;
  private final Packs packs;
  private final ModelDirectory models;
  private final List<Problem> problems;

  SpecAssembly(Registry registry, Packs packs, ModelDirectory models, List<Problem> problems) {
    this.models = models;
    this.registry = registry;
    this.packs = packs;
    this.problems = problems;
  }

  /**
   * A spec before it is bound.
   *
   * @param document the layers as one
   * @param domain the pack it follows
   * @param dataset the entry of the catalogue it names
   * @param omitted limits of the pack that no gate of the spec checks
   * @param unusable whether the target itself is at fault, so that nothing else can be said
   */
  record Assembled(
      Node.Obj document,
      Optional<DomainDefinition> domain,
      Optional<DatasetDefinition> dataset,
      List<String> omitted,
      boolean unusable) {}

  Assembled assemble(RunRequest request) {
    return assemble(new Target(models).read(request.target(), packs.ids(), problems), request);
  }

  /** Lays the layers over each other; {@code file} is what the target says. */
  Assembled assemble(Node.Obj file, RunRequest request) {
    Node.Obj asked = overlay(file, request.overrides(), request.origins(), new ArrayList<>());
    Optional<DomainDefinition> domain = problems.isEmpty() ? domain(asked) : Optional.empty();
    if (!problems.isEmpty()) {
      // All that follows depends on the target: what would be said of it now would mislead.
      return new Assembled(asked, domain, Optional.empty(), List.of(), true);
    }
    Catalogue catalogue = new Catalogue(packs, domain);
    Node.Obj base = domain.map(SpecAssembly::defaults).orElse(Node.Obj.empty("default"));
    base = Layers.merge(reports(), base);
    Map<String, String> overrides = named(request.overrides(), catalogue);
    Map<String, String> origins = new HashMap<>(request.origins());
    String from = origins.getOrDefault("data", "--set");
    origins.putIfAbsent("data.name", from);
    origins.putIfAbsent("data.file", from);
    Node.Obj probe = overlay(Layers.merge(base, file), overrides, origins, new ArrayList<>());
    if (domain.isPresent()
        && !data(probe, "name").isPresent()
        && !data(probe, "file").isPresent()) {
      base = withDefaultData(base, domain.get());
      probe = Layers.merge(base, probe);
    }
    Optional<DatasetDefinition> dataset = dataset(probe, catalogue);
    if (dataset.isPresent()) {
      base = Layers.merge(base, from(dataset.get().spec(), "data set " + dataset.get().name()));
    }
    base = ModelChoice.below(base, asked, models);
    Node.Obj document = overlay(Layers.merge(base, file), overrides, origins, problems);
    ModelChoice.check(document, overrides.keySet(), problems);
    document = new Target(models).absolute(document, Path.of("").toAbsolutePath());
    return new Assembled(document, domain, dataset, omitted(domain, document), false);
  }

  private Node.Obj overlay(
      Node.Obj spec, Map<String, String> values, Map<String, String> origins, List<Problem> into) {
    return new Overrides(this::installed, into).apply(spec, values, origins);
  }

  private Collection<String> installed(String list) {
    return registry.contributions(LISTS.get(list)).stream()
        .filter(c -> c.rejected() == null)
        .map(c -> c.id())
        .toList();
  }

  private Optional<DomainDefinition> domain(Node.Obj asked) {
    if (!(asked.members().get("domain") instanceof Node.Scalar named)
        || !(named.value() instanceof String id)) {
      return Optional.empty();
    }
    List<Problem> own = new ArrayList<>();
    Optional<DomainDefinition> pack = packs.find(id, own);
    problems.addAll(own);
    if (pack.isEmpty() && own.isEmpty()) {
      List<String> ids = packs.ids();
      String advice = Suggestion.advice(id, ids, "Install the bundle of that domain pack");
      problems.add(
          new Problem(
              ids.isEmpty() ? Remedy.INSTALL_BUNDLE : Remedy.FIX_SPEC,
              "domain (" + named.origin() + ")",
              "there is no domain \"" + id + "\"",
              String.join(", ", ids),
              advice));
    }
    return pack;
  }

  /** Documents that a run makes when neither pack nor file says which. */
  private Node.Obj reports() {
    List<Node> present = new ArrayList<>();
    for (String id : List.of("report.html", "report.json")) {
      registry
          .find(Kind.RENDERER, id)
          .ifPresent(info -> present.add(new Node.Scalar(info.id(), "default")));
    }
    Node.Obj nothing = Node.Obj.empty("default");
    return Layers.merge(nothing, nothing.with("reports", new Node.Array(present, "default")));
  }

  private static Node.Obj defaults(DomainDefinition pack) {
    String origin = "domain " + pack.id();
    Map<String, Node> limits = new LinkedHashMap<>();
    for (Node.Obj limit : pack.limits()) {
      if (limit.members().get("id") instanceof Node.Scalar id) {
        limits.put(String.valueOf(id.value()), limit.with("id", null));
      }
    }
    Node.Obj gates = Node.Obj.empty(origin).with("gates", new Node.Obj(limits, origin));
    Node.Obj base = Layers.merge(Node.Obj.empty(origin), pack.defaults());
    return Layers.merge(gatesFirst(base, origin), gates);
  }

  private static Node.Obj gatesFirst(Node.Obj base, String origin) {
    boolean has = base.members().containsKey("gates");
    return has ? base : base.with("gates", new Node.Array(List.of(), origin));
  }

  private static Node.Obj withDefaultData(Node.Obj base, DomainDefinition pack) {
    if (pack.defaultDataset().isEmpty()) {
      return base;
    }
    String origin = "domain " + pack.id();
    Node name = new Node.Scalar(pack.defaultDataset().get(), origin);
    return Layers.merge(
        base, Node.Obj.empty(origin).with("data", new Node.Obj(Map.of("name", name), origin)));
  }

  private Optional<DatasetDefinition> dataset(Node.Obj probe, Catalogue catalogue) {
    Optional<Node.Scalar> named = data(probe, "name");
    if (named.isEmpty() || data(probe, "file").isPresent()) {
      return Optional.empty();
    }
    String name = String.valueOf(named.get().value());
    Optional<DatasetDefinition> found = catalogue.find(name);
    if (found.isEmpty()) {
      problems.add(catalogue.unknown(name, named.get().origin()));
    }
    return found;
  }

  private static Optional<Node.Scalar> data(Node.Obj spec, String key) {
    Node data = spec.members().get("data");
    boolean given =
        data instanceof Node.Obj o
            && o.members().get(key) instanceof Node.Scalar s
            && s.value() != null;
    return given
        ? Optional.of((Node.Scalar) ((Node.Obj) data).members().get(key))
        : Optional.empty();
  }

  /** Turns {@code data=NAME|FILE} into a name or a file. */
  private static Map<String, String> named(Map<String, String> overrides, Catalogue catalogue) {
    String given = overrides.get("data");
    if (given == null || !(JsonText.lenient(given, "") instanceof Node.Scalar value)) {
      return overrides;
    }
    String text = String.valueOf(value.value());
    Map<String, String> result = new HashMap<>(overrides);
    result.remove("data");
    boolean file = catalogue.find(text).isEmpty() && looksLikeFile(text);
    result.put(file ? "data.file" : "data.name", JsonText.writeLine(text));
    return result;
  }

  private static boolean looksLikeFile(String text) {
    try {
      return text.contains("/")
          || text.contains("\\")
          || text.matches(".*\\.[A-Za-z]+")
          || Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Node.Obj from(Node.Obj fragment, String origin) {
    return (Node.Obj) marked(fragment, origin);
  }

  private static Node marked(Node node, String origin) {
    if (node instanceof Node.Scalar s) {
      return new Node.Scalar(s.value(), origin);
    }
    if (node instanceof Node.Array a) {
      return new Node.Array(a.items().stream().map(i -> marked(i, origin)).toList(), origin);
    }
    Map<String, Node> members = new LinkedHashMap<>();
    ((Node.Obj) node).members().forEach((k, v) -> members.put(k, marked(v, origin)));
    return new Node.Obj(members, origin);
  }

  private static List<String> omitted(Optional<DomainDefinition> domain, Node.Obj document) {
    List<String> missing = new ArrayList<>();
    for (Node.Obj limit : domain.map(DomainDefinition::limits).orElse(List.of())) {
      if (limit.members().get("id") instanceof Node.Scalar id) {
        missing.add(String.valueOf(id.value()));
      }
    }
    missing.removeAll(Layers.names(document, "gates"));
    return missing;
  }
}
