package governance.api.data;

import governance.api.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What a transform is fitted with. */
@ProviderType
public interface TransformSetup {
  /** Returns the training split, never validation or test rows. */
  Dataset training();

  /** Returns the transform's settings. */
  Settings settings();

  /** Returns the run's seed; the only source of randomness a transform may use. */
  long seed();

  /**
   * Returns the class that is good for a person, as the label column writes it; empty when the run
   * names none.
   *
   * @since 1.1
   */
  default Optional<String> favourable() {
    return Optional.empty();
  }

  /**
   * Returns the folder of public data sets, which files that a setting names may lie in; empty when
   * the installation has none.
   *
   * @since 1.1
   */
  default Optional<Path> dataDirectory() {
    return Optional.empty();
  }
}
