package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.data.Split;
import governance.runtime.internal.plan.DatasetDefinition.DataFile;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the document of a domain pack; the fragments of run specs in it are checked when a run is
 * planned.
 */
final class PackReader {
  private static final String DIGEST = "[0-9a-fA-F]{64}";

  private final Fields root;
  private final String id;

  /**
   * Prepares for one document.
   *
   * @param id the id of the contribution that the document belongs to
   * @param problems takes what is wrong
   */
  PackReader(String id, Node.Obj document, List<Problem> problems) {
    this.id = id;
    this.root = new Fields(document, new LinkedHashMap<>(), new ArrayList<>(), problems);
  }

  DomainDefinition read() {
    String named = root.required("id");
    if (!named.equals(id)) {
      root.wrong("id", "is \"" + named + "\"", "the contribution's id " + id, "");
    }
    List<DatasetDefinition> datasets = datasets();
    DomainDefinition pack =
        new DomainDefinition(
            id,
            root.text("title", id),
            root.text("description", ""),
            requires(root.object("requires")),
            fragment(root, "defaults"),
            vocabulary(root.object("vocabulary")),
            labels(root.object("labels")),
            limits(),
            datasets,
            root.text("default"));
    pack.defaultDataset()
        .filter(name -> datasets.stream().noneMatch(d -> d.name().equals(name)))
        .ifPresent(name -> root.wrong("default", "is \"" + name + "\"", "a name in datasets", ""));
    root.end();
    return pack;
  }

  private static Map<Kind, List<String>> requires(Fields requires) {
    Map<Kind, List<String>> all = new EnumMap<>(Kind.class);
    List<String> names = Arrays.stream(Kind.values()).map(Kind::name).toList();
    for (String key : requires.keys()) {
      String name = key.toUpperCase(Locale.ROOT).replace('-', '_');
      List<String> ids = requires.texts(key);
      if (names.contains(name)) {
        all.put(Kind.valueOf(name), ids);
      } else {
        String allowed = String.join(", ", names);
        requires.wrong(key, "is no kind", allowed, Suggestion.advice(name, names, ""));
      }
    }
    return all;
  }

  private static Node.Obj fragment(Fields owner, String key) {
    Node node = owner.raw(key).orElse(null);
    if (node != null && !(node instanceof Node.Obj)) {
      owner.wrong(key, "is no object", "a fragment of a run spec: { … }", "");
    }
    return node instanceof Node.Obj o ? o : Node.Obj.empty("default");
  }

  private static Map<String, String> vocabulary(Fields vocabulary) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (String word : vocabulary.keys()) {
      meanings.put(word, vocabulary.text(word, ""));
    }
    return meanings;
  }

  private static Map<String, List<String>> labels(Fields labels) {
    Map<String, List<String>> favourable = new LinkedHashMap<>();
    for (String column : labels.keys()) {
      Fields label = labels.object(column);
      favourable.put(column.toLowerCase(Locale.ROOT), label.texts("favourable"));
      label.end();
    }
    return favourable;
  }

  private List<Node.Obj> limits() {
    List<Node.Obj> limits = new ArrayList<>();
    for (Fields limit : root.items("limits", "id")) {
      limit.required("id");
      limit.required("metric");
    }
    if (root.raw("limits").orElse(null) instanceof Node.Array list) {
      list.items()
          .forEach(item -> limits.addAll(item instanceof Node.Obj o ? List.of(o) : List.of()));
    }
    return limits;
  }

  private List<DatasetDefinition> datasets() {
    List<DatasetDefinition> all = new ArrayList<>();
    for (Fields item : root.items("datasets", "name")) {
      DatasetDefinition dataset =
          new DatasetDefinition(
              item.required("name"),
              item.text("title", ""),
              item.text("source", ""),
              item.text("licence", ""),
              tier(item),
              item.text("citation", ""),
              files(item),
              generator(item),
              fragment(item, "spec"));
      if (dataset.files().isEmpty() == dataset.generator().isEmpty()) {
        item.wrong("files", "must be given, or a generator", "one of files and generator", "");
      }
      item.end();
      all.add(dataset);
    }
    return all;
  }

  /** A set whose files have no licence is not open, whatever its tier says. */
  private static Tier tier(Fields dataset) {
    Tier tier = dataset.choice("tier", Tier.OPEN);
    boolean unlicensed = dataset.has("files") && dataset.text("licence", "").isBlank();
    return tier == Tier.OPEN && unlicensed ? Tier.UNCLEAR_LICENCE : tier;
  }

  private static List<DataFile> files(Fields dataset) {
    List<DataFile> files = new ArrayList<>();
    for (Fields item : dataset.items("files", "path")) {
      String path = item.required("path");
      if (path.startsWith("/") || path.contains("\\") || ("/" + path + "/").contains("/../")) {
        item.wrong("path", "is \"" + path + "\"", "a path below the data directory", "");
      }
      String digest = item.required("sha256");
      if (!digest.matches(DIGEST)) {
        item.wrong("sha256", "is \"" + digest + "\"", "64 hexadecimal digits", "");
      }
      Optional<Split> split =
          item.has("split") ? Optional.of(item.choice("split", Split.TRAIN)) : Optional.empty();
      item.end();
      files.add(new DataFile(path, digest.toLowerCase(Locale.ROOT), split));
    }
    return files;
  }

  private static Optional<ContributionSpec> generator(Fields dataset) {
    if (!dataset.has("generator")) {
      return Optional.empty();
    }
    Fields generator = dataset.object("generator");
    ContributionSpec spec =
        new ContributionSpec(generator.required("id"), generator.free("settings"));
    generator.end();
    return Optional.of(spec);
  }
}
