package governance.api.report;

import governance.api.Settings;
import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Delivers finished documents somewhere, after the evidence has been written. */
@ConsumerType
public interface ReportSink {
  /**
   * Delivers one document.
   *
   * @param run the id of the run
   * @param fileName the name of the document
   * @param mediaType its media type
   * @param content its bytes; closed by the caller
   * @param settings the sink's settings
   */
  void deliver(
      String run, String fileName, String mediaType, InputStream content, Settings settings)
      throws IOException;
}
