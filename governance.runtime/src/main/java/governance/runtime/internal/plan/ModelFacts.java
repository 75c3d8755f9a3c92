package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.engine.ModelDescription;
import governance.engine.Tuning;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the engine, if there is one, tells about machine and models before a run begins. */
@FunctionalInterface
interface ModelFacts {
  /** An engine that is not there. */
  ModelFacts NONE = device -> {};

  /**
   * Checks a device.
   *
   * @throws governance.api.GovernanceException if this machine does not have it
   */
  void device(String device);

  /** Returns the bytes that the processor can use now; empty when nobody knows. */
  default OptionalLong freeMemory() {
    return OptionalLong.empty();
  }

  /** Looks at a model folder; tells nothing when there is nobody to look. */
  default Optional<ModelDescription> describe(Path folder) {
    return Optional.empty();
  }

  /** Returns what is wrong with tuning the model of a folder so. */
  default List<Problem> problems(Path folder, Tuning tuning) {
    return List.of();
  }
}
