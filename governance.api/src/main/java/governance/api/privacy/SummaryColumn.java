package governance.api.privacy;

import java.util.List;
import java.util.Objects;

/**
 * How a column is described. What stands here is known without looking at rows, and is published.
 *
 * @param name the column
 * @param numeric whether it holds numbers, from {@code lower} to {@code upper}
 * @param lower values below count as this; finite
 * @param upper values above count as this; finite, above {@code lower} where numeric
 * @param bins equal parts of the range that rows are counted in, 1 to 1000; of numbers only
 * @param categories the values of a column that is not numeric; others count together. Empty where
 *     only the rows know them
 * @since 1.1
 */
public record SummaryColumn(
    String name, boolean numeric, double lower, double upper, int bins, List<String> categories) {
  /**
   * Copies the categories.
   *
   * @throws IllegalArgumentException if the range is empty or not finite, or there are no bins
   */
  public SummaryColumn {
    Objects.requireNonNull(name, "name");
    categories = List.copyOf(categories);
    if (numeric && !(lower < upper && Double.isFinite(upper - lower))) {
      throw new IllegalArgumentException(name + ": the range " + lower + " to " + upper);
    }
    if (numeric && (bins < 1 || bins > 1000)) {
      throw new IllegalArgumentException(name + ": " + bins + " bins");
    }
  }

  /** Describes numbers. */
  public static SummaryColumn numbers(String name, double lower, double upper, int bins) {
    return new SummaryColumn(name, true, lower, upper, bins, List.of());
  }

  /** Describes categories. */
  public static SummaryColumn categories(String name, List<String> known) {
    return new SummaryColumn(name, false, 0, 0, 0, known);
  }
}
