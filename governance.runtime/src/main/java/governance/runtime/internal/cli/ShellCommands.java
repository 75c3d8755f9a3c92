package governance.runtime.internal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The commands in a Gogo shell, scope {@code governance}; each is what the command line has. The
 * shell hands in the session, whose console may be at the other end of a connection.
 */
@Component(
    service = ShellCommands.class,
    property = {
      "osgi.command.scope=governance",
      "osgi.command.function=run",
      "osgi.command.function=plan",
      "osgi.command.function=sweep",
      "osgi.command.function=evaluate",
      "osgi.command.function=list",
      "osgi.command.function=describe",
      "osgi.command.function=data",
      "osgi.command.function=inspect",
      "osgi.command.function=anonymize",
      "osgi.command.function=models",
      "osgi.command.function=show",
      "osgi.command.function=report",
      "osgi.command.function=resume",
      "osgi.command.function=verify",
      "osgi.command.function=sign",
      "osgi.command.function=proof",
      "osgi.command.function=predict",
      "osgi.command.function=privacy",
      "osgi.command.function=keys",
      "osgi.command.function=redact",
      "osgi.command.function=review",
      "osgi.command.function=access",
      "osgi.command.function=audit",
      "osgi.command.function=doctor"
    })
public final class ShellCommands {
  private final CliService cli;

  /** Hands all words to the command line. */
  @Activate
  public ShellCommands(@Reference CliService cli) {
    this.cli = cli;
  }

  private void call(CommandSession session, String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(Arrays.asList(words));
    cli.runIn(session.getConsole(), all.toArray(String[]::new));
  }

  /** Runs a spec. */
  public void run(CommandSession session, String... words) {
    call(session, "run", words);
  }

  /** Shows what a run would do. */
  public void plan(CommandSession session, String... words) {
    call(session, "plan", words);
  }

  /** Trains a spec along weights or targets. */
  public void sweep(CommandSession session, String... words) {
    call(session, "sweep", words);
  }

  /** Computes metrics of predictions. */
  public void evaluate(CommandSession session, String... words) {
    call(session, "evaluate", words);
  }

  /** Shows contributions. */
  public void list(CommandSession session, String... words) {
    call(session, "list", words);
  }

  /** Shows a contribution with its settings. */
  public void describe(CommandSession session, String... words) {
    call(session, "describe", words);
  }

  /** Shows the catalogue of data sets. */
  public void data(CommandSession session, String... words) {
    call(session, "data", words);
  }

  /** Looks at data before training. */
  public void inspect(CommandSession session, String... words) {
    call(session, "inspect", words);
  }

  /** Generalises quasi-identifiers. */
  public void anonymize(CommandSession session, String... words) {
    call(session, "anonymize", words);
  }

  /** Shows the models that can be named. */
  public void models(CommandSession session, String... words) {
    call(session, "models", words);
  }

  /** Shows a run. */
  public void show(CommandSession session, String... words) {
    call(session, "show", words);
  }

  /** Shows where the documents of a run are. */
  public void report(CommandSession session, String... words) {
    call(session, "report", words);
  }

  /** Goes on with a run. */
  public void resume(CommandSession session, String... words) {
    call(session, "resume", words);
  }

  /** Checks the evidence of a run. */
  public void verify(CommandSession session, String... words) {
    call(session, "verify", words);
  }

  /** Signs a run. */
  public void sign(CommandSession session, String... words) {
    call(session, "sign", words);
  }

  /** Proves single files of a run, and that logs only grew. */
  public void proof(CommandSession session, String... words) {
    call(session, "proof", words);
  }

  /** Predicts rows with the model of a run. */
  public void predict(CommandSession session, String... words) {
    call(session, "predict", words);
  }

  /** Plans differential privacy. */
  public void privacy(CommandSession session, String... words) {
    call(session, "privacy", words);
  }

  /** Replaces personal data in a file. */
  public void redact(CommandSession session, String... words) {
    call(session, "redact", words);
  }

  /** Makes, changes and destroys keys. */
  public void keys(CommandSession session, String... words) {
    call(session, "keys", words);
  }

  /** Records and shows reviews. */
  public void review(CommandSession session, String... words) {
    call(session, "review", words);
  }

  /** Sets up and explains who may do what. */
  public void access(CommandSession session, String... words) {
    call(session, "access", words);
  }

  /** Looks at a run or the installation. */
  public void audit(CommandSession session, String... words) {
    call(session, "audit", words);
  }

  /** Checks the machine. */
  public void doctor(CommandSession session, String... words) {
    call(session, "doctor", words);
  }
}
