package plugins.privacy.internal.anonymity;

/** k-anonymity (Sweeney 2002): a group has at least k rows. */
record GroupSize(int k) implements PrivacyModel {
  @Override
  public boolean holds(int[] rows, int from, int to) {
    return to - from >= k;
  }

  @Override
  public boolean failuresShrink() {
    return true;
  }

  @Override
  public int leastRows() {
    return k;
  }

  @Override
  public String description() {
    return "k = " + k;
  }
}
