package plugins.privacy.internal.anonymity;

/**
 * What is published in the place of a value: one of several codes.
 *
 * @param low the least code
 * @param high the greatest
 * @param codes the codes, ascending, or null for all from low to high
 */
record Region(int low, int high, int[] codes) {
  static Region of(int low, int high) {
    return new Region(low, high, null);
  }
}
