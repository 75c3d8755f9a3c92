/** Opinions over time: the monitor of sentiment, its gate and the generated posts. */
package plugins.domain.finance.internal.opinion;
