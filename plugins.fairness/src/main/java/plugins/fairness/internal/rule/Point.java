package plugins.fairness.internal.rule;

/**
 * What one threshold does to the rows of a group.
 *
 * @param cut the threshold
 * @param falsePositive weight of favoured rows that do not deserve it
 * @param truePositive weight of favoured rows that do
 */
record Point(Cut cut, double falsePositive, double truePositive) {}
