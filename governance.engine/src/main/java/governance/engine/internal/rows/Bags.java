package governance.engine.internal.rows;

/**
 * Indices put into bags, those of a bag side by side.
 *
 * @param order the indices, bag by bag, in each in ascending order
 * @param starts for each bag where it begins in the order
 */
record Bags(long[] order, long[] starts) {
  /**
   * Sorts indices by bag.
   *
   * @param bags for each index its bag, or -1 where it is in none
   * @param count number of bags, of which none is empty
   */
  static Bags of(int[] bags, int count) {
    long[] starts = new long[count];
    int all = 0;
    for (int bag : bags) {
      if (bag >= 0) {
        starts[bag]++;
        all++;
      }
    }
    int[] next = new int[count];
    int at = 0;
    for (int bag = 0; bag < count; bag++) {
      int size = (int) starts[bag];
      starts[bag] = at;
      next[bag] = at;
      at += size;
    }
    long[] order = new long[all];
    for (int i = 0; i < bags.length; i++) {
      if (bags[i] >= 0) {
        order[next[bags[i]]++] = i;
      }
    }
    return new Bags(order, starts);
  }
}
