package governance.runtime.internal.spec;

import governance.engine.TrainingOptions.Checkpointing;

/**
 * How training is fitted into memory.
 *
 * @param microBatch most rows that are computed at once; 0 for the whole batch, {@code
 *     TrainingOptions.AUTO} for what fits
 * @param checkpointing whether activations are computed again in backward
 */
public record MemorySpec(int microBatch, Checkpointing checkpointing) {
  /** Whole batches, all activations kept. */
  public static final MemorySpec WHOLE = new MemorySpec(0, Checkpointing.OFF);
}
