package governance.api.data;

import governance.api.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What a data source is asked for. */
@ProviderType
public interface DataRequest {
  /** Returns the file to read; empty for sources that make their data. */
  Optional<Path> file();

  /** Returns the source's settings. */
  Settings settings();

  /** Returns the seed for sources that make their data. */
  long seed();
}
