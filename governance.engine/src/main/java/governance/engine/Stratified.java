package governance.engine;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Batches in which each group of some protected columns has a least number of rows. Strata are the
 * combinations of groups that occur; rows whose value is missing form strata without a least
 * number. The share of a stratum in a batch is its share of the rows, unless that is below the
 * least number; then its rows come more often, and those of the others less often.
 *
 * @param by protected columns, at least one
 * @param minimum rows of each stratum in each batch, at least 1
 * @param corrected whether a row's weight is divided by how much more often it comes, so that the
 *     mean of the base loss stays what it is without strata
 */
public record Stratified(List<String> by, int minimum, boolean corrected) {
  /** Copies the list. */
  public Stratified {
    by = List.copyOf(by);
  }

  /**
   * Returns the combination of groups of each row, by the columns in their order; -1 where a value
   * is missing.
   *
   * @param rows number of rows
   * @throws GovernanceException if a column is not there
   */
  public List<List<Integer>> cells(Map<String, Groups> groups, int rows) {
    List<Groups> columns = by.stream().map(name -> column(groups, name)).toList();
    return IntStream.range(0, rows)
        .mapToObj(row -> columns.stream().map(c -> c.index()[row]).toList())
        .toList();
  }

  private static Groups column(Map<String, Groups> groups, String name) {
    Groups found = groups.get(name);
    if (found == null) {
      throw GovernanceException.spec(
          "train.sampling.by",
          "got " + name,
          "protected columns " + groups.keySet(),
          "Name one of them, or add it to data.protected");
    }
    return found;
  }

  /**
   * Checks that the least numbers of all strata fit into a batch.
   *
   * @throws GovernanceException if they do not, or a column is not there
   */
  public void check(Map<String, Groups> groups, int rows, int batchSize) {
    long strata = cells(groups, rows).stream().filter(c -> !c.contains(-1)).distinct().count();
    int batch = Math.min(rows, batchSize);
    if (strata * minimum > batch) {
      throw GovernanceException.spec(
          "train.sampling",
          "%d groups by %s with %d rows each need %d rows in a batch of %d"
              .formatted(strata, String.join(", ", by), minimum, strata * minimum, batch),
          "a minimum times the number of groups of at most train.batch",
          "Raise train.batch, lower train.sampling.minimum, or name fewer columns");
    }
  }
}
