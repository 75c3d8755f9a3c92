package governance.runtime.internal.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How training will be fitted into memory, as far as it can be told before the model is opened.
 *
 * @param batch rows in a step
 * @param microBatch most rows that are computed at once
 * @param automatic whether that number is chosen anew when training begins
 * @param checkpointing whether activations are computed again in backward
 * @param length longest text in tokens
 * @param needed bytes that the model and its training take by the estimate, or -1
 * @param free bytes that are free now, or -1
 * @param warnings what a reader should know
 */
public record MemoryPlan(
    int batch,
    int microBatch,
    boolean automatic,
    boolean checkpointing,
    int length,
    long needed,
    long free,
    List<String> warnings) {
  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  /** Copies the warnings. */
  public MemoryPlan {
    warnings = List.copyOf(warnings);
  }

  /** Returns it in one sentence. */
  public String text() {
    String parts =
        microBatch < batch
            ? "batches of %d rows are computed %d at once".formatted(batch, microBatch)
            : "batches of %d rows are computed whole".formatted(batch);
    String chosen = automatic ? " (chosen anew when training begins)" : "";
    String again = checkpointing ? ", activations again in backward" : "";
    return parts + chosen + again + sizes();
  }

  /** Returns it as {@code plan --json} prints it: sizes in bytes, null where they are not known. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("batch", batch);
    json.put("microBatch", microBatch);
    json.put("automatic", automatic);
    json.put("activationCheckpointing", checkpointing);
    json.put("maxLength", length);
    json.put("neededBytes", needed < 0 ? null : needed);
    json.put("freeBytes", free < 0 ? null : free);
    json.put("warnings", warnings);
    return json;
  }

  private String sizes() {
    if (needed < 0) {
      return "";
    }
    String more = free < 0 ? "" : "; %s are free here now".formatted(size(free));
    return ": about %s for texts of %d tokens%s".formatted(size(needed), length, more);
  }

  /** Returns bytes as readers see them. */
  private static String size(long bytes) {
    return bytes < GIB
        ? String.format(Locale.ROOT, "%.0f MiB", bytes / MIB)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }
}
