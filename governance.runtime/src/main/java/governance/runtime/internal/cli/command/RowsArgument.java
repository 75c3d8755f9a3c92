package governance.runtime.internal.cli.command;

import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** Names rows: shared by the commands that take all rows of a file without a run. */
public final class RowsArgument {
  @Parameters(paramLabel = "FILE", description = "A file of rows, or a data set of the catalogue.")
  private String file;

  /** Returns what was written. */
  public String written() {
    return file;
  }

  /** Returns the name without its folder. */
  public String name() {
    return Path.of(file).getFileName().toString();
  }

  /** Reads the rows; numbers count as such in columns of {@code typed} only. */
  public WholeFile read(CliContext context, Set<String> typed, Set<String> dropped) {
    return WholeFile.read(context, file, typed, dropped);
  }
}
