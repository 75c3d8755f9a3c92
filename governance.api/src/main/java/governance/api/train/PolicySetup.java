package governance.api.train;

import governance.api.Settings;
import org.osgi.annotation.versioning.ProviderType;

/** What a gradient policy knows before training begins. */
@ProviderType
public interface PolicySetup {
  /** Returns the policy's settings. */
  Settings settings();

  /** Returns the number of training rows. */
  long rows();

  /** Returns the (expected) number of rows in a batch. */
  int batchSize();

  /** Returns the number of steps that the run will take. */
  long steps();
}
