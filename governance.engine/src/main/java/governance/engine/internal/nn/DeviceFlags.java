package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.script.ScriptModule;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Draws the same flags on the device, by one call a pass. Nothing is copied to the device but the
 * arguments of its kernels.
 *
 * @param owner of what the call returns, which is closed at once
 */
record DeviceFlags(ScriptModule script, NDManager owner) implements FlagSource {
  @Override
  public void draw(long key, List<Draw> draws) {
    List<NDArray> blocks = draws.stream().map(Draw::block).toList();
    script
        .call("keep_flags")
        .with(blocks)
        .with(each(draws, Draw::from))
        .with(each(draws, Draw::count))
        .with(each(draws, d -> KeepBits.offset(key, d.site())))
        .with(each(draws, d -> KeepBits.threshold(d.probability())))
        .with((long) (int) key)
        .one(owner)
        .close();
  }

  private static long[] each(List<Draw> draws, ToLongFunction<Draw> number) {
    return draws.stream().mapToLong(number).toArray();
  }
}
