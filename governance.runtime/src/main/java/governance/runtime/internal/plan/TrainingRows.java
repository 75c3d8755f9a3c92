package governance.runtime.internal.plan;

import governance.api.data.Split;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.DataSpec;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * About how many rows a run trains on, before they are read for good: those that the source gives,
 * without a look at conditions, broken rows and transforms.
 */
final class TrainingRows {
  private final Registry registry;
  private final RunSpec spec;

  TrainingRows(Registry registry, RunSpec spec) {
    this.registry = registry;
    this.spec = spec;
  }

  /** Returns the number; empty where the rows cannot be counted. */
  OptionalLong count(DataPlan data) {
    Sources sources = new Sources(registry, new ArrayList<>());
    DataSpec wanted = spec.data();
    List<Part> declared =
        data.parts().stream().filter(p -> p.split().equals(Optional.of(Split.TRAIN))).toList();
    long count = 0;
    for (Part part : declared.isEmpty() ? data.parts() : declared) {
      SourceRequest request =
          new SourceRequest(part.file(), data.source().settings(), spec.train().seed());
      OptionalLong rows = sources.count(data.source(), request);
      if (rows.isEmpty() || rows.getAsLong() == 0) {
        return OptionalLong.empty();
      }
      count += rows.getAsLong();
    }
    count = wanted.rows() > 0 ? Math.min(count, wanted.rows()) : count;
    boolean own = declared.isEmpty();
    double share = own ? 1 - wanted.split().validation() - wanted.split().test() : 1;
    return OptionalLong.of(Math.max(1, Math.round(count * share)));
  }
}
