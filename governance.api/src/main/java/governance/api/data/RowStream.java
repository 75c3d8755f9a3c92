package governance.api.data;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** The rows of a source, read one after the other. Used by one thread and closed by the runtime. */
@ConsumerType
public interface RowStream extends AutoCloseable {
  /** Returns the columns; roles are suggestions that catalogue and spec may replace. */
  Schema schema();

  /**
   * Returns the next row, or null at the end. A row that cannot be read is returned as {@link
   * Row#rejected(long, String)}: it is counted, reported and never silently dropped.
   *
   * @throws IOException if the source as a whole cannot be read any further
   */
  Row next() throws IOException;

  @Override
  void close() throws IOException;
}
