package plugins.privacy.internal.anonymity;

/**
 * How the values of a quasi-identifier are generalised, step by step. Above the last level all
 * values are one, which is written {@code *}. Values of one label at a level share those of all
 * levels above.
 */
interface Hierarchy {
  /** Returns how many levels there are between the value itself and {@code *}. */
  int levels();

  /**
   * Returns the label of a value at each level, the finest first; null where the hierarchy lacks
   * the value.
   *
   * @param value a text or number that is not missing
   */
  String[] path(Object value);

  /** Returns what the hierarchy is, the same for the same settings. */
  String description();
}
