package plugins.fairness.internal.transform;

import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.data.TransformSetup;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a transform is fitted with in a test.
 *
 * @param favourable the class that is good for a person
 */
public record Setup(
    Dataset training,
    Settings settings,
    long seed,
    Optional<String> favourable,
    Optional<Path> dataDirectory)
    implements TransformSetup {

  /** Fits with settings; no class is favourable. */
  public static Setup of(Dataset training, Map<String, ?> settings) {
    return new Setup(
        training, Settings.of("test", settings), 1, Optional.empty(), Optional.empty());
  }

  /** Names the favourable class. */
  public Setup favouring(String name) {
    return new Setup(training, settings, seed, Optional.of(name), dataDirectory);
  }

  /** Takes another seed. */
  public Setup seeded(long other) {
    return new Setup(training, settings, other, favourable, dataDirectory);
  }

  /** Takes a folder of data. */
  public Setup in(Path folder) {
    return new Setup(training, settings, seed, favourable, Optional.of(folder));
  }
}
