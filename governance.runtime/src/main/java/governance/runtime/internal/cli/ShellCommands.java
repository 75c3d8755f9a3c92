package governance.runtime.internal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands in the Gogo shell, scope {@code governance}; each is what the command line has. */
@Component(
    service = ShellCommands.class,
    property = {
      "osgi.command.scope=governance",
      "osgi.command.function=run",
      "osgi.command.function=plan",
      "osgi.command.function=list",
      "osgi.command.function=describe",
      "osgi.command.function=data",
      "osgi.command.function=show",
      "osgi.command.function=report",
      "osgi.command.function=resume",
      "osgi.command.function=doctor"
    })
public final class ShellCommands {
  private final CliService cli;

  /** Hands all words to the command line. */
  @Activate
  public ShellCommands(@Reference CliService cli) {
    this.cli = cli;
  }

  private void call(String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(Arrays.asList(words));
    cli.applyAsInt(all.toArray(String[]::new));
  }

  /** Runs a spec. */
  public void run(String... words) {
    call("run", words);
  }

  /** Shows what a run would do. */
  public void plan(String... words) {
    call("plan", words);
  }

  /** Shows contributions. */
  public void list(String... words) {
    call("list", words);
  }

  /** Shows a contribution with its settings. */
  public void describe(String... words) {
    call("describe", words);
  }

  /** Shows the catalogue of data sets. */
  public void data(String... words) {
    call("data", words);
  }

  /** Shows a run. */
  public void show(String... words) {
    call("show", words);
  }

  /** Shows where the documents of a run are. */
  public void report(String... words) {
    call("report", words);
  }

  /** Goes on with a run. */
  public void resume(String... words) {
    call("resume", words);
  }

  /** Checks the machine. */
  public void doctor(String... words) {
    call("doctor", words);
  }
}
