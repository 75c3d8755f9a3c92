package governance.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** A framework, whichever is on the class path, with the chosen bundles started level by level. */
final class Container {

  /** Begins the location of a bundle that is used where it lies. */
  private static final String REFERENCE = "reference:";

  private final Framework framework;
  private final Settings settings;

  private Container(Framework framework, Settings settings) {
    this.framework = framework;
    this.settings = settings;
  }

  /**
   * Creates the framework and offers the process's streams as services, before any bundle is there.
   */
  static Container create(Settings settings, PrintStream out, PrintStream err)
      throws BundleException, LaunchException {
    Map<String, String> configuration = new HashMap<>(settings.values());
    configuration.put(
        Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(settings.commandLevel()));
    FrameworkFactory factory =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new LaunchException(
                        LaunchException.INTERNAL, "no OSGi framework in the folder lib"));
    Framework framework = factory.newFramework(configuration);
    framework.init();
    BundleContext context = framework.getBundleContext();
    offer(context, out, "out");
    offer(context, err, "err");
    LogPrinter.open(context, err);
    return new Container(framework, settings);
  }

  private static void offer(BundleContext context, PrintStream stream, String name) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("governance.stream", name);
    context.registerService(PrintStream.class, stream, properties);
  }

  /** Installs the jars where they lie and starts them; returns when all levels are reached. */
  void start(List<Path> jars) throws BundleException {
    BundleContext context = framework.getBundleContext();
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars) {
      Bundle bundle = context.installBundle(REFERENCE + jar.toUri());
      bundle
          .adapt(BundleStartLevel.class)
          .setStartLevel(settings.startLevel(bundle.getSymbolicName()));
      bundles.add(bundle);
    }
    for (Bundle bundle : bundles) {
      if (!isFragment(bundle)) {
        bundle.start(Bundle.START_ACTIVATION_POLICY); // only marks it: its level is not reached yet
      }
    }
    framework.start();
  }

  /** Starts the bundles of the interactive shell, waits until it ends and returns its exit code. */
  int shell() throws InterruptedException {
    ShellExit exit = new ShellExit();
    exit.offer(context());
    framework.adapt(FrameworkStartLevel.class).setStartLevel(settings.shellLevel());
    framework.waitForStop(0);
    return exit.code();
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /**
   * Bundles of the distribution that should run and do not, each with the framework's reason.
   * Plug-ins that do not run are a matter of the runtime, which lists them with its reasons.
   */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Bundle bundle : idle().filter(Container::isOwn).toList()) {
      failure(bundle).ifPresent(reason -> problems.add(name(bundle) + ": " + reason));
    }
    return problems;
  }

  /**
   * Starts the plug-ins that the watch over their folder has installed and would start at its next
   * look only; returns those that cannot be started.
   */
  List<String> idlePlugins() {
    return idle().filter(b -> !isOwn(b) && failure(b).isPresent()).map(Container::name).toList();
  }

  private Stream<Bundle> idle() {
    return Arrays.stream(context().getBundles())
        .filter(bundle -> !isFragment(bundle))
        .filter(b -> b.adapt(BundleStartLevel.class).getStartLevel() <= settings.commandLevel())
        .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0);
  }

  private static boolean isOwn(Bundle bundle) {
    return bundle.getLocation().startsWith(REFERENCE);
  }

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  /**
   * Starts a bundle to hear why it does not run. One that starts is only late, as what the plugins
   * folder has just brought may be.
   */
  private static Optional<String> failure(Bundle bundle) {
    try {
      bundle.start(Bundle.START_TRANSIENT);
      return Optional.empty();
    } catch (BundleException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(String.valueOf(cause.getMessage()).strip());
    }
  }

  /** Stops everything, the runtime first; false when that took longer than allowed. */
  boolean stop(long timeoutMillis) throws BundleException, InterruptedException {
    framework.stop();
    return framework.waitForStop(timeoutMillis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
  }

  private static boolean isFragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }
}
