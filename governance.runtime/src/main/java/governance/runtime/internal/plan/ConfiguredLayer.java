package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.Node;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layer just above the contributions' own defaults: what the installation configures for each
 * contribution that takes part. It is written into the document, under what all other layers say,
 * so that the spec in a run's evidence holds it and a resumed run keeps it.
 */
final class ConfiguredLayer {
  private static final List<String> OF_THRESHOLDS = List.of("metric", "min", "max", "of");

  private final Registry registry;
  private final ConfiguredValues values;

  ConfiguredLayer(Registry registry, ConfiguredValues values) {
    this.registry = registry;
    this.values = values;
  }

  /** Returns the document with the configured values below all that it gives. */
  Node.Obj below(Node.Obj document, Optional<DatasetDefinition> dataset) {
    Node.Obj result = with(document, "train", values.training());
    for (Map.Entry<String, Kind> list : SpecAssembly.LISTS.entrySet()) {
      if (result.members().get(list.getKey()) instanceof Node.Array items) {
        result = result.with(list.getKey(), items(list.getValue(), items));
      }
    }
    if (result.members().get("parties") instanceof Node.Array parties) {
      result = result.with("parties", items(Kind.PARTY, parties));
    }
    if (document.members().get("domain") instanceof Node.Scalar domain) {
      values.of(Kind.DOMAIN_PACK, String.valueOf(domain.value()));
    }
    result = named(result, "decision", Kind.DECISION_RULE);
    if (result.members().get("train") instanceof Node.Obj train) {
      result = result.with("train", named(train, "gradientPolicy", Kind.GRADIENT_POLICY));
    }
    return data(result, dataset);
  }

  private Node.Array items(Kind kind, Node.Array items) {
    List<Node> all = new ArrayList<>();
    for (Node item : items.items()) {
      all.add(item instanceof Node.Obj o && !threshold(kind, o) ? item(kind, o) : item);
    }
    return new Node.Array(all, items.origin());
  }

  /** A gate that bounds a figure is no contribution. */
  private static boolean threshold(Kind kind, Node.Obj item) {
    return kind == Kind.GATE
        && OF_THRESHOLDS.stream().anyMatch(key -> item.members().containsKey(key));
  }

  private Node.Obj item(Kind kind, Node.Obj item) {
    boolean named = item.members().get("id") instanceof Node.Scalar id && id.value() != null;
    if (!named) {
      return item;
    }
    String id = String.valueOf(((Node.Scalar) item.members().get("id")).value());
    return with(item, "settings", values.of(kind, id));
  }

  /** Configures a contribution that stands alone, as its id or as an object with one. */
  private Node.Obj named(Node.Obj owner, String key, Kind kind) {
    Node given = owner.members().get(key);
    if (given instanceof Node.Scalar id && id.value() instanceof String) {
      Node.Obj bare = new Node.Obj(Map.of("id", id), id.origin());
      Node.Obj configured = item(kind, bare);
      return configured.equals(bare) ? owner : owner.with(key, configured);
    }
    return given instanceof Node.Obj one ? owner.with(key, item(kind, one)) : owner;
  }

  private Node.Obj data(Node.Obj document, Optional<DatasetDefinition> dataset) {
    if (!(document.members().get("data") instanceof Node.Obj data)) {
      return document;
    }
    Optional<ContributionSpec> generator = dataset.flatMap(DatasetDefinition::generator);
    Optional<String> source =
        generator
            .map(ContributionSpec::id)
            .or(() -> text(data, "format"))
            .or(() -> byEnding(data, dataset));
    Map<String, Node> configured = new LinkedHashMap<>();
    source.ifPresent(id -> configured.putAll(values.of(Kind.DATA_SOURCE, id)));
    generator.ifPresent(g -> configured.keySet().removeAll(g.settings().keySet()));
    return document.with("data", with(data, "settings", configured));
  }

  private Optional<String> byEnding(Node.Obj data, Optional<DatasetDefinition> dataset) {
    Optional<String> file =
        dataset
            .flatMap(d -> d.files().stream().findFirst().map(DatasetDefinition.DataFile::path))
            .or(() -> text(data, "file"));
    if (file.isEmpty() || !values.any(Kind.DATA_SOURCE)) {
      return Optional.empty();
    }
    try {
      // What is wrong with the file itself is said when the source is chosen.
      return new Sources(registry, new ArrayList<>()).byEnding(Path.of(file.get()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Node.Obj object, String key) {
    return object.members().get(key) instanceof Node.Scalar s && s.value() != null
        ? Optional.of(s.value().toString())
        : Optional.empty();
  }

  /** Returns the object one of whose members, an object too, has the values it does not give. */
  private static Node.Obj with(Node.Obj owner, String member, Map<String, Node> values) {
    Node given = owner.members().get(member);
    if (values.isEmpty() || given != null && !(given instanceof Node.Obj)) {
      return owner;
    }
    Node.Obj result =
        given instanceof Node.Obj o
            ? o
            : Node.Obj.empty(values.values().iterator().next().origin());
    for (Map.Entry<String, Node> value : values.entrySet()) {
      if (!result.members().containsKey(value.getKey())) {
        result = result.with(value.getKey(), value.getValue());
      }
    }
    return owner.with(member, result);
  }
}
