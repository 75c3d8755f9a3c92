package governance.engine;

import governance.engine.TrainingOptions.Checkpointing;
import java.util.OptionalLong;

/**
 * How training is fitted into memory by the {@link MemoryModel}, before anything ran out.
 *
 * @param microBatch most rows that are computed at once, from 1 to the rows of a batch
 * @param checkpointing whether only what each layer reads is kept for backward
 */
public record MemoryChoice(int microBatch, boolean checkpointing) {
  /**
   * Where both may be chosen, fewer rows at once than these waste a device more than computing
   * activations again does.
   */
  public static final int WORTHWHILE = 8;

  /** Share of free memory that is planned with. */
  private static final double PLANNED = 0.9;

  /**
   * Chooses.
   *
   * @param model what training takes
   * @param batch rows in a step
   * @param microBatch as {@link TrainingOptions#microBatch()}
   * @param checkpointing what is asked for
   * @param perRow whether gradients of rows are wanted one by one, which excludes checkpointing
   * @param longest tokens of the longest text
   * @param free bytes that are free; empty where nobody knows, so that everything counts as fitting
   */
  public static MemoryChoice of(
      MemoryModel model,
      int batch,
      int microBatch,
      Checkpointing checkpointing,
      boolean perRow,
      int longest,
      OptionalLong free) {
    boolean automatic = microBatch == TrainingOptions.AUTO;
    int asked = microBatch > 0 ? Math.min(microBatch, batch) : batch;
    int wanted = automatic ? Math.min(WORTHWHILE, batch) : asked;
    boolean again =
        !perRow
            && switch (checkpointing) {
              case OFF -> false;
              case ON -> true;
              case AUTO -> fitting(model, batch, longest, false, free) < wanted;
            };
    int fits = Math.max(1, fitting(model, batch, longest, again, free));
    return new MemoryChoice(automatic ? fits : asked, again);
  }

  /**
   * Returns the most rows that can be computed at once.
   *
   * @return 0 if not even one row fits, {@code most} if nobody knows what is free
   */
  public static int fitting(
      MemoryModel model, int most, int longest, boolean checkpointing, OptionalLong free) {
    return free.isEmpty()
        ? most
        : model.rows(
            (long) (PLANNED * free.getAsLong()), most, Math.max(1, longest), checkpointing);
  }
}
