package governance.runtime.internal.cli.run;

import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with a run. */
@Command(
    name = "resume",
    header = "Goes on with a run that was stopped, from its last checkpoint, or with a sweep.",
    description = "The same contributions, in the same versions, must be there.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance resume latest", "  governance resume runs/finance-20260114-101500"})
public final class ResumeCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(names = "--json", description = "Prints the result as one JSON object.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  public ResumeCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.sweep().orElseGet(() -> argument.evidence().folder()));
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Path> sweep = argument.sweep();
    if (sweep.isPresent()) {
      return new SweepFollower(context, json, quiet).goOn(sweep.get());
    }
    Evidence evidence = argument.evidence();
    return new Follower(context, json, quiet).follow(runs -> runs.resume(evidence.folder()));
  }
}
