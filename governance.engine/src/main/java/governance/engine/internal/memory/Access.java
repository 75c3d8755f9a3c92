package governance.engine.internal.memory;

import ai.djl.ndarray.NDManager;

/** How Java code reaches the values of tensors. */
public enum Access {
  /** By their addresses in the processor's memory, without a copy. */
  DIRECT,

  /** By copies from and to tensors in the processor's memory, as a graphics card needs it. */
  STAGED;

  /**
   * System property that says {@code device} where tensors of the processor are to be treated like
   * those of a graphics card, so that its code can be tested and measured without one. It is read
   * when models, sessions and batches are made.
   */
  public static final String PROPERTY = "governance.engine.path";

  /** Returns how the tensors of a manager are reached. */
  public static Access of(NDManager manager) {
    boolean forced = "device".equals(System.getProperty(PROPERTY));
    return forced || manager.getDevice().isGpu() ? STAGED : DIRECT;
  }
}
