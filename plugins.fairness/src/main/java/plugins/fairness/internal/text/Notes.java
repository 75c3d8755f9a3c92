package plugins.fairness.internal.text;

/** Parts of notes. */
final class Notes {
  private Notes() {}

  /** Says how many items were left out and why; nothing where none were. */
  static String left(int count, String why) {
    return count == 0 ? "" : " (" + count + " left out: " + why + ")";
  }
}
