package governance.engine.internal.session;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.MemoryChoice;
import governance.engine.MemoryModel;
import governance.engine.MemoryUse;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.memory.DeviceMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many rows of a batch are computed at once: what was asked for, or what fits by the memory
 * model, and half of it each time memory runs out. Used by one thread; others may read the number.
 */
final class RowsAtOnce {
  private static final System.Logger LOG = System.getLogger(RowsAtOnce.class.getName());

  private static final double GIB = 1 << 30;

  private final TrainingOptions options;
  private final MemoryModel model;
  private final DeviceMemory memory;
  private final OptionalLong free;
  private final int longest;
  private final boolean checkpointing;
  private final boolean automatic;
  private final List<Integer> tried = new ArrayList<>();

  /** The thread that feeds reads it too. */
  private volatile int rows;

  private int halvings;

  /**
   * Chooses.
   *
   * @param memory of the device
   * @param longest tokens of the longest text
   */
  RowsAtOnce(TrainingOptions options, MemoryModel model, DeviceMemory memory, int longest) {
    this.options = options;
    this.model = model;
    this.memory = memory;
    this.longest = longest;
    this.automatic = options.microBatch() == TrainingOptions.AUTO;
    boolean asks = automatic || options.checkpointing() == Checkpointing.AUTO;
    this.free = asks ? memory.free() : OptionalLong.empty();
    MemoryChoice choice =
        MemoryChoice.of(
            model,
            options.batchSize(),
            options.microBatch(),
            options.checkpointing(),
            options.gradients().clipping().perSample(),
            longest,
            free);
    this.checkpointing = choice.checkpointing();
    this.rows = automatic ? choice.microBatch() : options.microBatch();
  }

  /** Most rows at once, 0 for the whole batch. */
  int rows() {
    return rows;
  }

  /** Whether only what layers read is kept. */
  boolean checkpointing() {
    return checkpointing;
  }

  /** Goes on with what a checkpoint was trained with, unless less fits now. */
  void resume(int before) {
    if (automatic && before > 0 && before != rows) {
      String what = before < rows ? "as before it was stopped" : "more did before it was stopped";
      rows = Math.min(before, rows);
      LOG.log(System.Logger.Level.INFO, "{0} rows are computed at once, {1}", rows, what);
    }
  }

  /** Takes no more rows than fit when all activations are kept, because a penalty needs them. */
  void keepGraphs() {
    if (automatic) {
      rows = Math.min(rows, Math.max(1, fitting(options.batchSize(), longest, false, free)));
    }
  }

  private int fitting(int most, int length, boolean again, OptionalLong bytes) {
    return MemoryChoice.fitting(model, most, length, again, bytes);
  }

  /**
   * Takes half the rows because memory ran out.
   *
   * @param part rows that were being computed at once
   * @throws GovernanceException if it may not or there is one row only
   */
  void halve(TrainingRows part, long step, Throwable cause) {
    tried.add(part.size());
    memory.release();
    if (!automatic || part.size() <= 1) {
      throw new GovernanceException(problem(part, step), cause);
    }
    rows = (part.size() + 1) / 2;
    halvings++;
    LOG.log(
        System.Logger.Level.WARNING,
        "memory ran out in step {0} with {1} rows of {2} tokens at once; the step is done again with {3}",
        step,
        part.size(),
        part.length(),
        rows);
  }

  private Problem problem(TrainingRows part, long step) {
    String got =
        "ran out in step %d: batch of %d rows, computed in parts of %s, %d tokens long"
            .formatted(step, options.batchSize(), tried(), part.length());
    int fits = suggestion(part);
    String allowed = fits > 0 ? "about " + fits + (fits == 1 ? " row" : " rows") + " at once" : "";
    return new Problem(Remedy.FIX_MACHINE, "memory" + sizes(part), got, allowed, advice(fits));
  }

  private String tried() {
    return String.join(", then ", tried.stream().map(String::valueOf).toList());
  }

  private String sizes(TrainingRows part) {
    OptionalLong now = memory.free();
    double needed = model.training(part.size(), part.length(), checkpointing, rows > 0) / GIB;
    String more = now.isEmpty() ? "" : ", %.1f GiB are free".formatted(now.getAsLong() / GIB);
    return " (about %.1f GiB needed%s)".formatted(needed, more);
  }

  /** What fits by the model, and at most half of what did not. */
  private int suggestion(TrainingRows part) {
    int half = part.size() / 2;
    OptionalLong now = memory.free();
    if (now.isEmpty() || half == 0) {
      return half;
    }
    return fitting(half, part.length(), checkpointing, now);
  }

  private String advice(int fits) {
    boolean can = !checkpointing && !options.gradients().clipping().perSample();
    String again = can ? "set train.activationCheckpointing=true, " : "";
    String smaller = again + "choose a smaller train.maxLength or model.adapter";
    return fits > 0
        ? "Set train.microBatch=" + fits + " or auto; or " + smaller
        : Character.toUpperCase(smaller.charAt(0)) + smaller.substring(1);
  }

  /** Returns how memory is used from now on. */
  MemoryUse use(boolean again) {
    int batch = options.batchSize();
    int atOnce = rows > 0 ? Math.min(rows, batch) : batch;
    long needed = model.training(atOnce, Math.max(1, longest), again, atOnce < batch);
    return new MemoryUse(atOnce, again, needed, free.orElse(-1), halvings);
  }
}
