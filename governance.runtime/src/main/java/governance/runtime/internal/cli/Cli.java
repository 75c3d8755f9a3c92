package governance.runtime.internal.cli;

import governance.api.GovernanceException;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.cli.access.AccessCommand;
import governance.runtime.internal.cli.catalogue.DataCommand;
import governance.runtime.internal.cli.catalogue.DescribeCommand;
import governance.runtime.internal.cli.catalogue.ListCommand;
import governance.runtime.internal.cli.catalogue.ModelsCommand;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.doctor.DoctorCommand;
import governance.runtime.internal.cli.evaluate.EvaluateCommand;
import governance.runtime.internal.cli.evaluate.PredictCommand;
import governance.runtime.internal.cli.evidence.AuditCommand;
import governance.runtime.internal.cli.evidence.ProofCommand;
import governance.runtime.internal.cli.evidence.ReviewCommand;
import governance.runtime.internal.cli.evidence.SignCommand;
import governance.runtime.internal.cli.evidence.VerifyCommand;
import governance.runtime.internal.cli.file.AnonymizeCommand;
import governance.runtime.internal.cli.file.RedactCommand;
import governance.runtime.internal.cli.inspect.InspectCommand;
import governance.runtime.internal.cli.keys.KeysCommand;
import governance.runtime.internal.cli.plan.PlanCommand;
import governance.runtime.internal.cli.privacy.PrivacyCommand;
import governance.runtime.internal.cli.run.ReportCommand;
import governance.runtime.internal.cli.run.ResumeCommand;
import governance.runtime.internal.cli.run.RunCommand;
import governance.runtime.internal.cli.run.ShowCommand;
import governance.runtime.internal.cli.run.SweepCommand;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.ProblemPrinter;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.Suggestion;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses words, runs the command and turns what goes wrong into messages and exit codes. */
final class Cli {
  private static final int HELP_WIDTH = 100;

  private final CliContext context;
  private final String version;

  Cli(CliContext context, String version) {
    this.context = context;
    this.version = version;
  }

  int run(String... words) {
    RootCommand root = new RootCommand();
    CommandLine line = line(root);
    try {
      return line.execute(words);
    } finally {
      line.getOut().flush();
      context.terminal().out().flush();
      context.terminal().err().flush();
    }
  }

  CommandLine line(RootCommand root) {
    Terminal terminal = context.terminal();
    CommandLine line = new CommandLine(root);
    for (Object command :
        List.of(
            new RunCommand(context),
            new PlanCommand(context),
            new SweepCommand(context),
            new EvaluateCommand(context),
            new ListCommand(context),
            new DescribeCommand(context),
            new DataCommand(context),
            new InspectCommand(context),
            new AnonymizeCommand(context),
            new ModelsCommand(context),
            new ShowCommand(context),
            new ReportCommand(context),
            new ResumeCommand(context),
            new VerifyCommand(context),
            new SignCommand(context),
            ProofCommand.line(context),
            new PredictCommand(context),
            ReviewCommand.line(context),
            PrivacyCommand.line(context),
            KeysCommand.line(context),
            new RedactCommand(context),
            AccessCommand.line(context),
            new AuditCommand(context),
            new DoctorCommand(context),
            new ShellCommand(context))) {
      line.addSubcommand(command);
    }
    line.getCommandSpec().version("governance " + version);
    line.setDefaultValueProvider(new ConfiguredDefaults(context));
    line.setOut(new PrintWriter(terminal.out(), true, Charset.defaultCharset()));
    line.setErr(new PrintWriter(terminal.err(), true, Charset.defaultCharset()));
    line.setExecutionStrategy(new Guard(context.access()));
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setColorScheme(Help.defaultColorScheme(terminal.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setParameterExceptionHandler((e, args) -> misused(e));
    line.setExecutionExceptionHandler((e, failed, result) -> failed(e, root.debug()));
    return line;
  }

  private int misused(ParameterException e) {
    PrintStream err = context.terminal().err();
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    err.println("error: " + (e instanceof UnmatchedArgumentException u ? unmatched(u) : words(e)));
    err.println("See: " + spec.qualifiedName() + " --help");
    return Exit.BAD_INPUT;
  }

  private static String words(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    boolean root = spec.parent() == null;
    List<String> known = new ArrayList<>();
    String what = "unexpected argument";
    if (word.startsWith("-")) {
      what = "unknown option";
      spec.options().forEach(o -> known.addAll(List.of(o.names())));
    } else if (root) {
      what = "unknown command";
      known.addAll(spec.subcommands().keySet());
    }
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    String advice = Suggestion.advice(name, known, "");
    return what + " \"" + name + "\"" + (advice.isEmpty() ? "" : ". " + advice);
  }

  private int failed(Exception e, boolean debug) {
    PrintStream err = context.terminal().err();
    if (e instanceof GovernanceException problems) {
      ProblemPrinter.print(err, problems.problems());
      return Exit.BAD_INPUT;
    }
    if (e instanceof ContributionFailedException failed) {
      ProblemPrinter.print(err, List.of(failed.problem()));
      return Exit.CONTRIBUTION;
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      err.println("error: interrupted");
      return Exit.INTERNAL;
    }
    err.println("error: " + e);
    err.println("This is a defect: please report it" + (debug ? "." : " with what --debug adds."));
    if (debug) {
      e.printStackTrace(err);
    }
    return Exit.INTERNAL;
  }
}
