package governance.runtime.internal.redact;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformSetup;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsCheck;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the transform that redacts rows in runs redact a file, in parts. */
public final class Redacting implements AutoCloseable {
  private static final String ID = "privacy.redaction";

  private final ContributionInfo info;
  private final Held<DatasetTransform> held;
  private final Settings settings;
  private final Optional<Path> dataDirectory;
  private final Map<String, Long> changes = new LinkedHashMap<>();
  private long rows;

  private Redacting(
      ContributionInfo info,
      Held<DatasetTransform> held,
      Settings settings,
      Optional<Path> dataDirectory) {
    this.info = info;
    this.held = held;
    this.settings = settings;
    this.dataDirectory = dataDirectory;
  }

  /**
   * Takes the transform and checks its settings.
   *
   * @throws GovernanceException if no bundle has it or settings are wrong
   */
  public static Redacting of(
      Registry registry, Map<String, Object> given, Optional<Path> dataDirectory) {
    ContributionInfo info =
        registry
            .find(Kind.TRANSFORM, ID)
            .orElseThrow(
                () ->
                    new GovernanceException(
                        new Problem(
                            Remedy.INSTALL_BUNDLE,
                            "transform " + ID,
                            "is not there",
                            "",
                            "Install bundle plugins.privacy; see: governance list")));
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> checked =
        new SettingsCheck(ID, registry.declaration(info).settings(), key -> "command", problems)
            .check(given);
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    Held<DatasetTransform> held = registry.hold(info, DatasetTransform.class);
    return new Redacting(info, held, Settings.of(ID, checked), dataDirectory);
  }

  /** Redacts all rows of a file; what is written is not whole where this throws. */
  public void redact(RowFile file, Writer to) throws IOException {
    FittedTransform fitted = fit(file.schema());
    file.begin(to);
    for (Dataset part = file.next(); part != null; part = file.next()) {
      Dataset given = part;
      TransformResult result = Border.call(info, () -> fitted.apply(given, Split.TEST));
      if (result.data().size() != part.size()) {
        throw new ContributionFailedException(info, "did not keep the number of rows", null);
      }
      result.changes().forEach(c -> changes.merge(c.what(), c.count(), Long::sum));
      rows += part.size();
      file.write(result.data(), to);
    }
  }

  private FittedTransform fit(Schema schema) {
    List<List<Object>> none = Collections.nCopies(schema.columns().size(), List.of());
    TransformSetup setup = new Setup(Dataset.of(schema, none), settings, 1, dataDirectory);
    return Border.call(info, () -> held.get().fit(setup));
  }

  private record Setup(Dataset training, Settings settings, long seed, Optional<Path> dataDirectory)
      implements TransformSetup {}

  /** Returns how many rows were read. */
  public long rows() {
    return rows;
  }

  /** Returns what was replaced, with how often. */
  public Map<String, Long> changes() {
    return changes;
  }

  @Override
  public void close() {
    held.close();
  }
}
