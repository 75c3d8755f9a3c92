package governance.runtime.internal.plan;

import governance.api.data.Split;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.privacy.DataKey;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a data set is by its content: the digest of each file that training rows come from; of a
 * generator that of its id, settings and seed. How many rows a run takes, and what it calls the
 * columns, makes no other data set of it, nor do the other files it takes beside.
 */
public final class DataIdentity {
  private DataIdentity() {}

  /** Returns what the ledger knows data by, one for each file; at least one. */
  public static List<DataKey> of(DataPlan data, long seed) {
    List<Part> training =
        data.parts().stream().filter(p -> p.split().equals(Optional.of(Split.TRAIN))).toList();
    List<Part> parts = training.isEmpty() ? data.parts() : training;
    List<Part> files = parts.stream().filter(p -> p.file().isPresent()).toList();
    return switch (files.size()) {
      case 0 -> List.of(new DataKey(Digests.of(Json.canonical(generated(data, seed))), name(data)));
      case 1 -> List.of(new DataKey(digest(files.get(0)), name(data)));
      default -> files.stream().map(p -> new DataKey(digest(p), name(data, p))).distinct().toList();
    };
  }

  private static String digest(Part part) {
    return part.sha256().orElseGet(() -> Digests.of(part.file().orElseThrow()));
  }

  private static Object generated(DataPlan data, long seed) {
    return Tree.of(
        "source", data.source().info().id(),
        "settings", data.source().settings().values(),
        "seed", seed);
  }

  private static String name(DataPlan data, Part part) {
    String file = part.file().orElseThrow().getFileName().toString();
    return data.dataset().map(set -> set.name() + "/" + file).orElse(file);
  }

  private static String name(DataPlan data) {
    return data.dataset()
        .map(DatasetDefinition::name)
        .or(() -> data.parts().get(0).file().map(Path::getFileName).map(Path::toString))
        .orElseGet(() -> data.source().info().id());
  }
}
