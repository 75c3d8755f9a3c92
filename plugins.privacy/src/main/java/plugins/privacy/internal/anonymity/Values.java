package plugins.privacy.internal.anonymity;

/** Values of columns as text, and those that are missing. */
final class Values {
  /** What stands for a value of which nothing is told. */
  static final String ANY = "*";

  private Values() {}

  /** Returns a value of a column of texts or numbers, null where it is missing. */
  static Object present(Object value) {
    return value instanceof Double d && d.isNaN() ? null : value;
  }

  /** Returns a value as it is written, whole numbers without fraction; missing values as "". */
  static String text(Object value) {
    if (present(value) == null) {
      return "";
    }
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
      return Long.toString(d.longValue());
    }
    return value.toString();
  }
}
