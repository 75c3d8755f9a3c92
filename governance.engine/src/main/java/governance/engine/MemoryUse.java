package governance.engine;

/**
 * How a training session uses memory.
 *
 * @param microBatch most rows that are computed at once; the rows of a batch if it is computed
 *     whole
 * @param checkpointing whether only what each layer reads is kept for backward
 * @param needed bytes that training adds by the {@link MemoryModel}, for the longest text
 * @param free bytes that were free when the session began, or -1 where that is not known
 * @param halvings how often the micro-batch was halved because memory ran out
 */
public record MemoryUse(
    int microBatch, boolean checkpointing, long needed, long free, int halvings) {}
