/** Penalties that are minimised in training beside the loss. */
package plugins.fairness.internal.penalty;
