package plugins.privacy.internal.accounting;

/**
 * What a figure lies between; the upper bound is the guarantee.
 *
 * @param lower the true figure is at least this; 0 where nothing is known
 * @param upper the figure that holds
 */
record Bound(double lower, double upper) {}
