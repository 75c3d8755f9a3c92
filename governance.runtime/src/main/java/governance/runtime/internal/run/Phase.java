package governance.runtime.internal.run;

import java.util.Locale;

/** The phases of a run in their order. */
public enum Phase {
  /** Waiting for its turn. */
  QUEUE,
  /** Taking hold of the contributions. */
  PIN,
  /** Reading, splitting, transforming and encoding rows. */
  DATA,
  /** Evaluating the model before training. */
  BASELINE,
  /** Training. */
  TRAIN,
  /** Training the reference without penalties. */
  REFERENCE,
  /** Evaluating the tuned model. */
  EVALUATE,
  /** Explaining a sample of decisions. */
  EXPLAIN,
  /** Deciding on release. */
  GATES,
  /** Making documents. */
  REPORT,
  /** Sealing the evidence. */
  SEAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
