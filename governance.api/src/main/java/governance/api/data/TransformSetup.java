package governance.api.data;

import governance.api.Settings;
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
}
