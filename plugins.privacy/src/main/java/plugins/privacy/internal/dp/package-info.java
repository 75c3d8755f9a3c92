/** Differentially private training: what gradients are treated with, and what it costs. */
package plugins.privacy.internal.dp;
