package governance.runtime.internal.spec;

import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;

/** Reads how training is fitted into memory from the section {@code train}. */
final class MemoryBinder {
  private static final String MICRO_BATCH = "microBatch";
  private static final String CHECKPOINTING = "activationCheckpointing";
  private static final String AUTO = "auto";
  private static final String WHOLE = "whole";

  private final Fields train;
  private final int most;

  /** Prepares; {@code most} is the greatest number of rows. */
  MemoryBinder(Fields train, int most) {
    this.train = train;
    this.most = most;
  }

  MemorySpec bind() {
    return new MemorySpec(microBatch(), checkpointing());
  }

  private int microBatch() {
    String text = word(MICRO_BATCH);
    if (text == null) {
      return train.count(MICRO_BATCH, 0, 0, most);
    }
    if (text.equals(AUTO) || text.equals(WHOLE)) {
      train.text(MICRO_BATCH);
      return text.equals(AUTO) ? TrainingOptions.AUTO : 0;
    }
    wrong(MICRO_BATCH, text, "a number of rows, whole (or 0) for the whole batch, or auto");
    return 0;
  }

  private Checkpointing checkpointing() {
    String text = word(CHECKPOINTING);
    if (text == null) {
      return train.flag(CHECKPOINTING, false) ? Checkpointing.ON : Checkpointing.OFF;
    }
    if (text.equals(AUTO)) {
      train.text(CHECKPOINTING);
      return Checkpointing.AUTO;
    }
    wrong(CHECKPOINTING, text, "true, false or auto");
    return Checkpointing.OFF;
  }

  private void wrong(String key, String text, String allowed) {
    train.wrong(key, "is \"" + text + "\"", allowed, "");
  }

  private String word(String key) {
    return train.raw(key).orElse(null) instanceof Node.Scalar s && s.value() instanceof String text
        ? text
        : null;
  }
}
