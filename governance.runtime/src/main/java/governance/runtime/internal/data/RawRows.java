package governance.runtime.internal.data;

import governance.api.data.Schema;
import governance.api.data.Split;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;

/**
 * Rows as a data source gave them.
 *
 * @param schema the columns with the roles of the run
 * @param columns for each column its values
 * @param lines for each row the line it began on
 * @param splits for each row the part of the data its file is, or null where rows are to be split
 *     by seed
 * @param read how many rows there were, rejected ones included
 * @param leftOut how many rows did not meet the conditions of the run
 * @param rejected the rows that could not be used
 * @param files what was read
 */
record RawRows(
    Schema schema,
    List<List<Object>> columns,
    List<Long> lines,
    List<Split> splits,
    long read,
    long leftOut,
    List<Rejected> rejected,
    List<Source> files) {

  int size() {
    return lines.size();
  }

  /**
   * A row that could not be used.
   *
   * @param file name of its file, or of the generator
   * @param line the line it began on
   * @param reason why
   */
  record Rejected(String file, long line, String reason) {
    Map<String, Object> tree() {
      return Tree.of("file", file, "line", line, "reason", reason);
    }
  }

  /**
   * Something that rows were read from.
   *
   * @param name name of the file, or of the generator
   * @param sha256 digest of the bytes, or null for a generator
   * @param bytes size, or -1
   * @param split the part of the data it is, or null
   */
  record Source(String name, String sha256, long bytes, Split split) {
    Map<String, Object> tree() {
      return Tree.of(
          "path",
          name,
          "sha256",
          sha256,
          "bytes",
          bytes < 0 ? null : bytes,
          "split",
          split == null ? null : split.name());
    }
  }
}
