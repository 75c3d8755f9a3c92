package governance.api.train;

/** What a penalty looks at; decides what it can be combined with. */
public enum PenaltyScope {
  /** A mean of terms that each depend on one row only: has per-sample gradients. */
  PER_SAMPLE,
  /** Couples the rows of a batch: has no per-sample gradients, so it voids per-sample clipping. */
  PER_BATCH,
  /** Depends on the model's parameters only. */
  PARAMETERS
}
