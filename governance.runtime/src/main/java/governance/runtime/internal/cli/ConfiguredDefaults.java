package governance.runtime.internal.cli;

import governance.api.GovernanceException;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.configuration.RuntimeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where the installation configures a folder for runs, {@code --out} means that one by default. */
final class ConfiguredDefaults implements IDefaultValueProvider {
  private final CliContext context;

  ConfiguredDefaults(CliContext context) {
    this.context = context;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    boolean out =
        argument instanceof OptionSpec option
            && option.type() == Path.class
            && option.paramLabel().equals("DIR")
            && (List.of(option.names()).contains("--out")
                || List.of(option.names()).contains("--runs"))
            && !argument.command().name().equals("inspect"); // writes no run
    return out ? runs().map(Path::toString).orElse(null) : null;
  }

  private Optional<Path> runs() {
    try {
      return RuntimeSettings.of(context.configurations().all()).folder("runsDirectory");
    } catch (GovernanceException e) {
      return Optional.empty(); // the command itself tells of it
    }
  }
}
