package governance.runtime.internal.spec;

import governance.api.data.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data set and the meaning of its columns. Exactly one of name and file is given.
 *
 * @param name name in the catalogue of the domain packs
 * @param file a file of one's own, absolute
 * @param format id of the data source that reads the file; empty to choose by the file's ending
 * @param label column to predict (for token classification the tags); empty for the source's own
 * @param favourable the class that is good for a person; empty when there is none
 * @param classes names of the classes in the order of the outputs; empty to take those that occur
 * @param protectedAttributes what groups are formed by
 * @param columns roles of columns by name, replacing those that the source suggests
 * @param withhold whether protected columns are kept from the model
 * @param rows how many rows to use, 0 for all
 * @param where conditions that the rows used must meet, all of them
 * @param badRows share of rows that may fail to parse, in [0, 1]
 * @param split shares of the rows
 * @param settings the data source's settings that were given, without defaults
 */
public record DataSpec(
    Optional<String> name,
    Optional<Path> file,
    Optional<String> format,
    Optional<String> label,
    Optional<String> favourable,
    List<String> classes,
    List<ProtectedAttribute> protectedAttributes,
    Map<String, Role> columns,
    boolean withhold,
    long rows,
    List<RowCondition> where,
    double badRows,
    SplitSpec split,
    Map<String, Object> settings) {

  /** Copies list and maps. */
  public DataSpec {
    classes = List.copyOf(classes);
    protectedAttributes = List.copyOf(protectedAttributes);
    where = List.copyOf(where);
    columns = Map.copyOf(columns);
    settings = Map.copyOf(settings);
  }

  /**
   * Shares of the rows; the rest is trained on. Used for data that does not come split.
   *
   * @param validation share for choices during the run, in [0, 1)
   * @param test share that figures are computed on, in (0, 1)
   * @param stratify whether classes keep their shares in each part
   * @param group column whose equal values stay in one part, such as the patient of a visit
   * @param time column by which the earliest rows are trained on and the latest are tested; at most
   *     one of group and time is given
   */
  public record SplitSpec(
      double validation,
      double test,
      boolean stratify,
      Optional<String> group,
      Optional<String> time) {
    /** Shares of rows that are independent of each other. */
    public SplitSpec(double validation, double test, boolean stratify) {
      this(validation, test, stratify, Optional.empty(), Optional.empty());
    }
  }
}
