package governance.app;

import java.io.PrintStream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Prints the errors that bundles log; the log service only keeps them in memory. */
final class LogPrinter implements LogListener {

  private final PrintStream err;

  private LogPrinter(PrintStream err) {
    this.err = err;
  }

  static void open(BundleContext context, PrintStream err) {
    LogPrinter printer = new LogPrinter(err);
    new ServiceTracker<>(context, LogReaderService.class, new Attach(context, printer)).open();
  }

  @Override
  public void logged(LogEntry entry) {
    // The first word of the message says what failed; the framework's own events come without one.
    if (entry.getLogLevel() == LogLevel.ERROR) {
      Throwable cause = entry.getException();
      err.println(
          "log: "
              + entry.getBundle().getSymbolicName()
              + ": "
              + entry.getMessage()
              + (cause == null ? "" : " (" + rootOf(cause) + ")"));
    }
  }

  private static Throwable rootOf(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private record Attach(BundleContext context, LogPrinter printer)
      implements ServiceTrackerCustomizer<LogReaderService, LogReaderService> {

    @Override
    public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
      LogReaderService reader = context.getService(reference);
      reader.addLogListener(printer);
      return reader;
    }

    @Override
    public void modifiedService(
        ServiceReference<LogReaderService> reference, LogReaderService reader) {}

    @Override
    public void removedService(
        ServiceReference<LogReaderService> reference, LogReaderService reader) {
      context.ungetService(reference);
    }
  }
}
