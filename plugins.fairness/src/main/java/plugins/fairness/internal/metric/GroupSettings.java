package plugins.fairness.internal.metric;

/**
 * What settings that several metrics have say and allow. Annotation types cannot extend each other,
 * so each lists its settings.
 */
public final class GroupSettings {
  /** Protected columns. */
  public static final String COLUMNS = "Protected columns to compare; none for all of the run.";

  /** The class of scores. */
  public static final String POSITIVE_SCORE =
      "Class whose scores are compared; empty for the favourable class.";

  /** Privileged groups. */
  public static final String PRIVILEGED =
      "Privileged groups, each as column=group. For these columns the figure of the others, pooled,"
          + " against the privileged group is added as a part, with its sign.";

  /** Crossed columns. */
  public static final String INTERSECT = "Up to how many protected columns are crossed.";

  /** The most columns that are crossed. */
  public static final String MOST_CROSSED = "8";

  /** Small groups. */
  public static final String SMALL_GROUP =
      "Groups with fewer rows are named in the note; they count all the same.";

  /** The usual number of rows below which a group is small. */
  public static final int USUAL_SMALL_GROUP = 30;

  private GroupSettings() {}
}
