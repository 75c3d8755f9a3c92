package governance.engine.internal.memory;

import java.util.OptionalLong;

/** The memory of the device that a model lives on. */
@FunctionalInterface
public interface DeviceMemory {
  /** Returns the bytes that are free now; empty where that is not known. */
  OptionalLong free();

  /**
   * Gives what no tensor uses back to the driver: libraries for matrix products take their memory
   * beside that of tensors.
   */
  default void release() {}
}
