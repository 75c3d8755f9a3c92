/** Gaussian noise for sums of clipped gradients, on the processor and on cards. */
package governance.engine.internal.noise;
