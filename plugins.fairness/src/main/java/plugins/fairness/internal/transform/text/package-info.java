/** Changes of texts in the training data: swapped, replaced and masked terms. */
package plugins.fairness.internal.transform.text;
