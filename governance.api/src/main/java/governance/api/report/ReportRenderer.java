package governance.api.report;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes a document from a run. */
@ConsumerType
public interface ReportRenderer {
  /** Returns the media type of the document, such as {@code text/html}. */
  String mediaType();

  /** Returns the name of the file that the document is kept in, such as {@code report.html}. */
  String fileName();

  /** Writes the document; deterministic for one model. Does not close the stream. */
  void render(ReportModel model, OutputStream out) throws IOException;
}
