package plugins.privacy.internal.anonymity;

/**
 * delta-presence (Nergiz, Atzori and Clifton 2007, doi 10.1145/1247480.1247554): of the rows of a
 * group a share in [least, most] belongs to the set whose membership is to stay uncertain.
 *
 * @param members for each row whether it belongs to it
 */
record PresenceModel(boolean[] members, double least, double most) implements PrivacyModel {
  @Override
  public boolean holds(int[] rows, int from, int to) {
    double share = members(members, rows, from, to) / (double) (to - from);
    return share >= least && share <= most;
  }

  static int members(boolean[] members, int[] rows, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      count += members[rows[at]] ? 1 : 0;
    }
    return count;
  }

  @Override
  public String description() {
    return "delta from " + least + " to " + most;
  }
}
