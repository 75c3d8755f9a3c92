/**
 * Many runs of one spec that differ in some values: the grid, the queue of its runs, and the
 * comparison of what they came to.
 */
package governance.runtime.internal.sweep;
