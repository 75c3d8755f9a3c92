package governance.engine.internal.nn;

import governance.engine.internal.memory.NativeMemory;
import java.util.List;

/**
 * Draws flags by Java code, which is faster on a processor than operations of the tensor library.
 *
 * @param parallel whether several threads may draw
 */
record HostFlags(boolean parallel) implements FlagSource {
  @Override
  public void draw(long key, List<Draw> draws) {
    KeepBits bits = new KeepBits(key, parallel);
    for (Draw d : draws) {
      bits.write(NativeMemory.of(d.block()), d.from(), d.count(), d.probability(), d.site());
    }
  }
}
