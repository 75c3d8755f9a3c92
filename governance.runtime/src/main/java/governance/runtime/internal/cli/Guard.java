package governance.runtime.internal.cli;

import governance.api.GovernanceException;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.NamedFiles;
import governance.runtime.internal.access.Rights;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.Touching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Asks whether a command is allowed before it runs; help is free. */
final class Guard implements IExecutionStrategy {
  private final AccessControl access;

  Guard(AccessControl access) {
    this.access = access;
  }

  @Override
  public int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    String command = name(last.commandSpec());
    boolean group = !last.commandSpec().subcommands().isEmpty();
    if (!group || Rights.ofCommands().containsKey(command)) {
      ask(last, command);
    }
    return new RunLast().execute(parsed);
  }

  private void ask(ParseResult last, String command) {
    Object user = last.commandSpec().userObject();
    try {
      access.command(
          command,
          () -> user instanceof Touching touching ? touching.touched() : Touched.NOTHING,
          files(last));
    } catch (GovernanceException e) {
      // picocli hands on what a command throws only in this form
      throw new ExecutionException(last.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  /** The words of a command without that of the program. */
  static String name(CommandSpec spec) {
    String whole = spec.qualifiedName();
    int space = whole.indexOf(' ');
    return space < 0 ? "" : whole.substring(space + 1);
  }

  private static List<Path> files(ParseResult parsed) {
    List<Path> files = new ArrayList<>();
    List<ArgSpec> given = new ArrayList<>(parsed.matchedOptions());
    given.addAll(parsed.matchedPositionals());
    for (ArgSpec argument : given) {
      boolean path = argument.type() == Path.class;
      for (String value : argument.originalStringValues()) {
        files.addAll(NamedFiles.of(value, path));
      }
    }
    return files;
  }
}
