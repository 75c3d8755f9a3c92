/** Changes of the training data against bias. */
package plugins.fairness.internal.transform;
