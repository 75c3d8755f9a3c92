package governance.api.privacy;

/**
 * What a figure of privacy lies between.
 *
 * @param lower the true figure is at least this; 0 where nothing is known
 * @param upper the true figure is at most this: what can be promised
 * @since 1.1
 */
public record PrivacyBound(double lower, double upper) {}
