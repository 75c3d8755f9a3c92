/** Counts, histograms, means and medians of rows, released with noise. */
package plugins.privacy.internal.summary;
