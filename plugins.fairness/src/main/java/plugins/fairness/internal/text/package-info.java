/** Suites of sentences that a model is asked about, read from the data directory. */
package plugins.fairness.internal.text;
