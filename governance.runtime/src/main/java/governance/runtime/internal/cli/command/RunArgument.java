package governance.runtime.internal.cli.command;

import governance.runtime.internal.sweep.SweepFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names a run that was made before: shared by the commands that look at one. */
public final class RunArgument {
  @Parameters(paramLabel = "RUN", description = "A run's id, the path of its folder, or latest.")
  private String run;

  @Mixin private RunsOption runsFolder;

  /** Returns the folder of the sweep that is named, if it is one. */
  public Optional<Path> sweep() {
    try {
      return Stream.of(Path.of(run), runsFolder.folder().resolve(run))
          .filter(SweepFolder::isSweep)
          .map(f -> f.toAbsolutePath().normalize())
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty(); // said when it is looked for among runs
    }
  }

  public Evidence evidence() {
    return Evidence.find(run, runsFolder.folder());
  }
}
