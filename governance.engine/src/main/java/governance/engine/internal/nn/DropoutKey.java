package governance.engine.internal.nn;

/**
 * Names the random numbers of one forward pass, so that the same key gives the same dropout.
 *
 * @param seed seed of the step
 * @param pass number of the pass within the step, from 0
 */
public record DropoutKey(long seed, int pass) {
  /** A 64-bit key in which every input bit counts (SplitMix64 finaliser). */
  long mixed() {
    long z = seed + (pass + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
