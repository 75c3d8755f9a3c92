/**
 * Bias analysis of data before training: what stands out in the rows that a model is to learn from.
 */
package plugins.fairness.internal.inspect;
