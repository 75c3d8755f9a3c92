/** A logistic model over the columns that the tuned model reads, to rank training rows by. */
package plugins.fairness.internal.transform.ranker;
