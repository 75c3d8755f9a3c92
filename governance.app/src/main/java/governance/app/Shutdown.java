package governance.app;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleException;

/**
 * Stops the container once, whether the command has ended or the user pressed Ctrl-C. On Ctrl-C the
 * runtime is stopped first: it writes a checkpoint and ends its run before anything else leaves.
 */
final class Shutdown {

  private static final long STOP_TIMEOUT_MS = 60_000;
  private static final long LAST_WORDS_MS = 2_000;

  private final Container container;
  private final PrintStream err;
  private final CountDownLatch commandEnded = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "governance-shutdown");

  Shutdown(Container container, PrintStream err) {
    this.container = container;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The command has ended: stop the container, unless the JVM is doing so already. */
  void close() {
    commandEnded.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the JVM is going down: the hook stops the container
    }
    stop();
  }

  private void interrupted() {
    stop();
    try {
      // The command may still be printing how the run ended.
      commandEnded.await(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    try {
      if (!container.stop(STOP_TIMEOUT_MS)) {
        err.println(
            "error: the bundles did not stop within " + STOP_TIMEOUT_MS / 1000 + " s: giving up");
      }
    } catch (BundleException e) {
      err.println("error: the framework could not be stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
