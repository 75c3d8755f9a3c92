package governance.runtime.internal.plan;

import governance.api.data.Schema;
import governance.api.data.Split;
import governance.runtime.internal.access.Data;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the rows of a run come from.
 *
 * @param dataset the entry of the catalogue; empty for a file of one's own
 * @param source the data source that reads or makes the rows
 * @param parts what is opened, at least one
 * @param directory the folder of public data sets; empty when none is set
 * @param schema the columns with the roles of this run, as read from the head of the first part
 */
public record DataPlan(
    Optional<DatasetDefinition> dataset,
    Chosen source,
    List<Part> parts,
    Optional<Path> directory,
    Schema schema) {
  /** Copies the list. */
  public DataPlan {
    parts = List.copyOf(parts);
  }

  /** Returns what of it a policy can speak of. */
  public Data accessed() {
    List<Path> files = parts.stream().flatMap(p -> p.file().stream()).toList();
    Optional<String> made =
        files.isEmpty() ? Optional.of(source.info().id()) : Optional.<String>empty();
    return new Data(dataset.map(DatasetDefinition::name).or(() -> made), files);
  }

  /**
   * One file, or what a generator makes.
   *
   * @param file the file, absolute; empty for a generator
   * @param split the part of the data it is; empty when its rows are to be split by seed
   * @param sha256 digest of its bytes where the catalogue declares one (it has been checked), or
   *     empty
   */
  public record Part(Optional<Path> file, Optional<Split> split, Optional<String> sha256) {}
}
