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
 * What a data set is by its content: the digest of the file that training rows come from, of
 * several files that of their digests in order; of a generator that of its id, settings and seed.
 * How many rows a run takes, and what it calls the columns, makes no other data set of it.
 */
public final class DataIdentity {
  private DataIdentity() {}

  /** Returns what the ledger knows data by. */
  public static DataKey of(DataPlan data, long seed) {
    List<Part> training =
        data.parts().stream().filter(p -> p.split().equals(Optional.of(Split.TRAIN))).toList();
    List<Part> parts = training.isEmpty() ? data.parts() : training;
    List<String> digests =
        parts.stream()
            .filter(p -> p.file().isPresent())
            .map(DataIdentity::digest)
            .sorted()
            .toList();
    String sha256 =
        switch (digests.size()) {
          case 0 -> Digests.of(Json.canonical(generated(data, seed)));
          case 1 -> digests.get(0);
          default -> Digests.of(Json.canonical(digests));
        };
    return new DataKey(sha256, name(data));
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

  private static String name(DataPlan data) {
    return data.dataset()
        .map(DatasetDefinition::name)
        .or(() -> data.parts().get(0).file().map(Path::getFileName).map(Path::toString))
        .orElseGet(() -> data.source().info().id());
  }
}
