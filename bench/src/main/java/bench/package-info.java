/** Benchmarks: ours and a peer, side by side in one run. */
package bench;
