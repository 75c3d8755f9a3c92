/** Logistic regression, for ranking rows and for telling what columns say about each other. */
package plugins.fairness.internal.regression;
