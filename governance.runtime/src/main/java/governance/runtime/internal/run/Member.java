package governance.runtime.internal.run;

/**
 * One training of a run: the only one, or a member of its committee.
 *
 * @param number from 1
 * @param seed seed of new weights, order of rows and dropout; the split of the data has the run's
 */
record Member(int number, long seed) {
  /** The member of a number; the first has the run's own seed. */
  static Member of(int number, long seed) {
    return new Member(number, number == 1 ? seed : mixed(seed + number * 0x9e3779b97f4a7c15L));
  }

  /** SplitMix64, so that neighbouring seeds and members are unrelated. */
  private static long mixed(long seed) {
    long z = seed;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  boolean first() {
    return number == 1;
  }

  /** Name of the log of its steps. */
  String log() {
    return first() ? TrainPhase.LOG : "training-member-" + number + ".jsonl";
  }

  /** Folder of its checkpoints. */
  String checkpoints() {
    return first() ? "checkpoints/" : "checkpoints/member-" + number + "/";
  }
}
