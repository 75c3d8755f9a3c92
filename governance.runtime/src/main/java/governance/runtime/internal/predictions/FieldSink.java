package governance.runtime.internal.predictions;

/** Takes the fields of one column, row by row. */
interface FieldSink {
  /**
   * Takes the next field.
   *
   * @param line where its row begins, for errors
   */
  void add(char[] text, int offset, int length, long line);
}
