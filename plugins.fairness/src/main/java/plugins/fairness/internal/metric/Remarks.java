package plugins.fairness.internal.metric;

import java.util.ArrayList;
import java.util.List;

/** Collects what a reader of group figures should know. */
public final class Remarks {
  /** More names than this are counted, not listed. */
  private static final int LISTED = 20;

  private final List<String> small = new ArrayList<>();
  private final List<String> without = new ArrayList<>();
  private final List<String> undefined = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final int smallGroup;
  private int smaller;

  /**
   * Begins.
   *
   * @param smallGroup how many rows a group must have not to be small
   */
  public Remarks(int smallGroup) {
    this.smallGroup = smallGroup;
  }

  /** Notes a group that is small. */
  public void size(Partition of, int group, long rows) {
    if (rows < smallGroup) {
      smaller++;
      if (small.size() < LISTED) {
        small.add(of.named(group) + " (" + rows + ")");
      }
    }
  }

  /** Notes a figure that a group does not have for lack of rows. */
  public void without(String figure) {
    without.add(figure);
  }

  /** Notes a column whose groups cannot be compared. */
  public void undefined(String column) {
    undefined.add(column);
  }

  /** Notes something else. */
  public void add(String sentence) {
    others.add(sentence);
  }

  /** Returns all of it as one text. */
  public String text() {
    List<String> sentences = new ArrayList<>(others);
    if (!undefined.isEmpty()) {
      sentences.add(
          "not defined for "
              + list(undefined, undefined.size())
              + ": fewer than two groups have the figure, or it is 0 in all");
    }
    if (!without.isEmpty()) {
      sentences.add("no rows for the " + list(without, without.size()));
    }
    if (!small.isEmpty()) {
      sentences.add("fewer than " + smallGroup + " rows in " + list(small, smaller));
    }
    return String.join("; ", sentences);
  }

  private static String list(List<String> names, int count) {
    String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return count > LISTED ? listed + " and " + (count - LISTED) + " more" : listed;
  }
}
