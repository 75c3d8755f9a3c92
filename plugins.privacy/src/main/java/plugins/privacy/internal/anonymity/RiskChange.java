package plugins.privacy.internal.anonymity;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** The prosecutor's risk of training rows as they were and as they are published. */
final class RiskChange {
  /** Nobody is counted as at risk here. */
  private static final double NO_THRESHOLD = 1;

  private RiskChange() {}

  /** Adds highest and mean risk and the share of unique rows, each before and after. */
  static void into(Map<String, Double> figures, Task task, Recoding recoding) {
    int[] sizes = task.domains().stream().mapToInt(Domain::size).toArray();
    EquivalenceClasses before = EquivalenceClasses.of(task.rows(), task.codes(), sizes);
    Risk was = risk(IntStream.range(0, before.count()).map(before::size).toArray());
    EquivalenceClasses after = recoding.classes();
    int[] published = new int[after.count()];
    Arrays.setAll(published, group -> recoding.suppressed()[group] ? 0 : after.size(group));
    Risk is = risk(published);
    figures.put("highest risk before", was.highest());
    figures.put("highest risk after", is.highest());
    figures.put("mean risk before", was.average());
    figures.put("mean risk after", is.average());
    figures.put("share of unique rows before", was.uniques());
    figures.put("share of unique rows after", is.uniques());
  }

  private static Risk risk(int... sizes) {
    return Risk.of(sizes, sizes, NO_THRESHOLD);
  }
}
