package governance.engine.internal.device;

import governance.engine.internal.memory.DeviceMemory;
import java.util.OptionalLong;

/**
 * The memory of a graphics card. The tensor library keeps memory that tensors have left, and the
 * driver counts it as taken.
 */
public record CardMemory(Devices devices, int card) implements DeviceMemory {
  /** Gives back what the library keeps, so that it counts as free. */
  @Override
  public OptionalLong free() {
    release();
    long free = devices.info(card, "").free();
    return free < 0 ? OptionalLong.empty() : OptionalLong.of(free);
  }

  @Override
  public void release() {
    devices.emptyCache();
  }
}
