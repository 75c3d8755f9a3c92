package governance.runtime.internal.cli.command;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.data.Anonymisation;
import governance.runtime.internal.registry.Held;
import java.util.Map;

/** A transform of plugins.privacy that a command uses on the rows of a file, as a run would. */
public record TransformUse(CliContext context, ContributionInfo info) {
  /**
   * Finds the transform.
   *
   * @throws governance.api.GovernanceException if it is not installed
   */
  public static TransformUse of(CliContext context, String id) {
    return new TransformUse(
        context,
        context
            .registry()
            .find(Kind.TRANSFORM, id)
            .orElseThrow(
                () ->
                    ServiceOwner.missing(
                        "transform " + id,
                        "is not installed",
                        "Install the bundle plugins.privacy")));
  }

  /** Transforms all rows with settings that were checked. */
  public Anonymisation on(Dataset rows, Map<String, ?> settings, long seed) {
    try (Held<DatasetTransform> transform = context.registry().hold(info, DatasetTransform.class)) {
      return Anonymisation.of(
          rows,
          info,
          transform.get(),
          Settings.of(info.id(), settings),
          seed,
          context.directory().folder());
    }
  }
}
