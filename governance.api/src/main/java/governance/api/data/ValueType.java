package governance.api.data;

/** The type of a column's values. */
public enum ValueType {
  /** {@link String}; null where missing. */
  STRING,
  /** {@link Double}; NaN where missing. */
  NUMBER,
  /** A list of strings, for words and tags; never null. */
  WORDS
}
