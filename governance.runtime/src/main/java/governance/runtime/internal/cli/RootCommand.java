package governance.runtime.internal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: without a command it shows what there is. */
@Command(
    name = "governance",
    header = "Fine-tunes text models under declared governance and leaves evidence.",
    description =
        "One declared run: a spec and the plug-ins present become a tuned model, its"
            + " evidence and a release decision.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance run finance",
      "  governance plan finance --data german-credit",
      "  governance run finance --data loans.csv --label default --protected \"sex,age>=25\"",
      "",
      "Exit codes: 0 done, every gate allows release; 1 internal error; 2 bad input, nothing",
      "written; 3 finished, a gate blocks release, or verify found a difference; 4 a contribution",
      "failed or left."
    })
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  private boolean version;

  @Option(
      names = "--debug",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Shows the stack trace of a defect.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    line.usage(line.getOut(), line.getColorScheme());
  }
}
