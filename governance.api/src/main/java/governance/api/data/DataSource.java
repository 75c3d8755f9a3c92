package governance.api.data;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads, or makes, a data set. Called by the run's thread; must be deterministic. */
@ConsumerType
public interface DataSource {
  /**
   * Returns the endings of file names that this source reads, lower case with dot, such as {@code
   * .csv}; empty for sources that make their data. A compressed file is asked for by its ending
   * without {@code .gz}.
   */
  List<String> endings();

  /**
   * Opens the source.
   *
   * @throws governance.api.GovernanceException if the file is not of this format; names the file
   *     and line
   * @throws IOException if it cannot be read
   */
  RowStream open(DataRequest request) throws IOException;
}
