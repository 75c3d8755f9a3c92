package plugins.privacy.internal.anonymity;

import java.util.Locale;

/**
 * l-diversity of the sensitive attribute.
 *
 * @param l least diversity, above 1
 * @param c the constant of the recursive form
 */
record DiversityModel(Sensitive sensitive, Diversity form, double l, double c)
    implements PrivacyModel {
  @Override
  public boolean holds(int[] rows, int from, int to) {
    return to - from >= l && form.holds(sensitive.counts(rows, from, to), l, c);
  }

  @Override
  public boolean failuresShrink() {
    return form == Diversity.DISTINCT;
  }

  @Override
  public int leastRows() {
    return (int) Math.ceil(l);
  }

  @Override
  public String description() {
    String text = form.name().toLowerCase(Locale.ROOT) + " l = " + Values.text(l);
    return form == Diversity.RECURSIVE ? text + ", c = " + Values.text(c) : text;
  }
}
