package governance.api.evaluate;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, at least {@code low}
 * @param level confidence level in (0, 1)
 * @param method how it was computed, for readers, such as {@code percentile bootstrap, 1000
 *     replicates}
 */
public record Interval(double low, double high, double level, String method) {}
