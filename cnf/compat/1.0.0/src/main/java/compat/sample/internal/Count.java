package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.report.ReportSink;
import java.io.IOException;
import java.io.InputStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Counts the bytes of each document, in a system property. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.SINK, id = "compat.count")
public final class Count implements ReportSink {
  @Override
  public void deliver(
      String run, String fileName, String mediaType, InputStream content, Settings settings)
      throws IOException {
    System.setProperty("compat.count." + fileName, String.valueOf(content.readAllBytes().length));
  }
}
