package governance.api.data;

import java.util.List;

/**
 * One row as a source read it.
 *
 * @param line the number of its first line in the file, from 1, or its position in a generated set
 * @param values one for each column of the source's schema (String, Double or List of String);
 *     empty when {@code error} is set
 * @param error why the row could not be read, or null
 */
public record Row(long line, List<Object> values, String error) {
  /** Returns a row that was read; the list is not copied. */
  public static Row of(long line, List<Object> values) {
    return new Row(line, values, null);
  }

  /** Returns a row that could not be read. */
  public static Row rejected(long line, String error) {
    return new Row(line, List.of(), error);
  }
}
