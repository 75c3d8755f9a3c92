package governance.runtime.internal.cli;

import governance.api.privacy.PrivateSummarizer;
import governance.api.run.RunService;
import governance.engine.Engine;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.audit.FrameworkInstallation;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.LastWords;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.cli.terminal.TerminalDetection;
import governance.runtime.internal.plan.PlannerService;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.vault.Vault;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * The command line as a service for the launcher. Run service and engine are looked up when a
 * command needs them: most do not, and starting the engine takes a while.
 */
@Component(
    service = {ToIntFunction.class, CliService.class},
    property = "governance.cli:Boolean=true")
public final class CliService implements ToIntFunction<String[]> {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final BundleContext context;
  private final Registry registry;
  private final PlannerService planner;
  private final AccessControl access;
  private final Vault vault;
  private final LastWords lastWords = new LastWords();
  private final boolean launched;
  private final PrintStream out;
  private final PrintStream err;

  /** Takes the process's streams from the launcher, or from the process when there is none. */
  @Activate
  public CliService(
      BundleContext context,
      @Reference Registry registry,
      @Reference PlannerService planner,
      @Reference AccessControl access,
      @Reference Vault vault,
      @Reference(target = "(governance.stream=out)", cardinality = ReferenceCardinality.OPTIONAL)
          PrintStream out,
      @Reference(target = "(governance.stream=err)", cardinality = ReferenceCardinality.OPTIONAL)
          PrintStream err) {
    this.context = context;
    this.registry = registry;
    this.planner = planner;
    this.access = access;
    this.vault = vault;
    this.launched = out != null;
    this.out = out == null ? stream(FileDescriptor.out) : out;
    this.err = err == null ? stream(FileDescriptor.err) : err;
  }

  /** Ctrl-C: the launcher stops this bundle first and gives it a minute. */
  @Deactivate
  void stop() throws InterruptedException {
    lastWords.stop(PATIENCE);
  }

  @Override
  public int applyAsInt(String[] words) {
    return run(TerminalDetection.of(out, err, System.getenv(), context::getProperty), words);
  }

  /**
   * Runs a command of a shell: on the launcher's streams where there are some, else on the
   * session's.
   */
  int runIn(PrintStream session, String... words) {
    if (launched) {
      return applyAsInt(words);
    }
    return run(new Terminal(session, session, false, false, TerminalDetection.USUAL_WIDTH), words);
  }

  private int run(Terminal terminal, String... words) {
    Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    CliContext cli =
        new CliContext(
            terminal,
            registry,
            planner,
            planner.packs(),
            planner.directory(),
            planner.models(),
            planner.configurations(),
            system.getSymbolicName() + " " + system.getVersion(),
            () -> service(RunService.class),
            () -> service(Engine.class),
            planner.budgets(),
            () -> service(PrivateSummarizer.class),
            access,
            vault,
            new FrameworkInstallation(context),
            lastWords);
    return new Cli(cli, context.getBundle().getVersion().toString()).run(words);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), true);
  }

  private <T> Optional<T> service(Class<T> type) {
    // Kept until this bundle stops: the process ends with its command, a shell goes on to use it.
    ServiceReference<T> reference = context.getServiceReference(type);
    return Optional.ofNullable(reference).map(context::getService);
  }
}
