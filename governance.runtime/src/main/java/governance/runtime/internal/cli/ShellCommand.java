package governance.runtime.internal.cli;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands here for its help: the launcher handles the word before the runtime sees it. */
@Command(
    name = "shell",
    header = "Opens the Gogo shell of the framework; commands are in scope governance.",
    description = "In the shell: governance:list, governance:plan finance, lb, help, exit.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance shell", "  echo governance:list --kind metric | governance shell"})
final class ShellCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--allowed",
      hidden = true,
      description = "Says whether a shell may be opened; for the launcher.")
  private boolean asked;

  ShellCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (asked) {
      return Exit.OK; // who may not has been refused
    }
    context.terminal().err().println("error: shell: only bin/governance opens a shell");
    return Exit.BAD_INPUT;
  }
}
