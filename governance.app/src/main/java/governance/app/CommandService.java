package governance.app;

import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Hands the words of the command line to the runtime. The contract uses JDK types only, so that the
 * launcher and the bundles share no class: a {@link ToIntFunction} of {@code String[]}, registered
 * with {@code governance.cli=true}, that returns the exit code.
 */
final class CommandService {

  private static final String FILTER =
      "(&(objectClass=java.util.function.ToIntFunction)(governance.cli=true))";

  private final Container container;
  private final PrintStream err;
  private final long timeoutMillis;

  CommandService(Container container, PrintStream err, long timeoutMillis) {
    this.container = container;
    this.err = err;
    this.timeoutMillis = timeoutMillis;
  }

  /** Waits for the service, says which bundles do not run, and calls it on this thread. */
  int run(String... args) throws LaunchException, InterruptedException {
    ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>> tracker =
        new ServiceTracker<>(container.context(), filter(), null);
    tracker.open();
    try {
      List<String> problems = container.problems();
      List<String> plugins = container.idlePlugins();
      ToIntFunction<String[]> command =
          problems.isEmpty() ? tracker.waitForService(timeoutMillis) : tracker.getService();
      if (command == null) {
        throw new LaunchException(LaunchException.INTERNAL, absence(problems));
      }
      problems.forEach(problem -> err.println("warning: not running: " + problem));
      if (!plugins.isEmpty()) {
        String names = String.join(", ", plugins);
        err.println("warning: plug-ins that do not run: " + names + "; see: governance list");
      }
      return command.applyAsInt(args);
    } finally {
      tracker.close();
    }
  }

  private static String absence(List<String> problems) {
    return problems.isEmpty()
        ? "no bundle offers the command line (a service with governance.cli=true)"
        : "the runtime did not start:\n  " + String.join("\n  ", problems);
  }

  private static Filter filter() {
    try {
      return FrameworkUtil.createFilter(FILTER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
