package governance.runtime.internal.plan;

import governance.api.Settings;
import governance.api.data.DataRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a data source is asked for.
 *
 * @param file the file to read, or empty
 * @param settings the source's settings
 * @param seed the run's seed
 */
public record SourceRequest(Optional<Path> file, Settings settings, long seed)
    implements DataRequest {}
