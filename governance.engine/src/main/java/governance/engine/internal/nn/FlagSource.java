package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Who draws dropout flags: Java code into the processor's memory, or the device itself. */
interface FlagSource {
  /**
   * Writes flags, 1 for kept and 0 for dropped; the same key gives the same ones.
   *
   * @param key of a pass
   * @param draws what to write
   */
  void draw(long key, List<Draw> draws);

  /**
   * Flags of one site.
   *
   * @param block uint8, where they go
   * @param from index of the first
   * @param count how many
   * @param probability of dropping
   * @param site number that no other draw with the same key has
   */
  record Draw(NDArray block, int from, int count, double probability, int site) {}
}
