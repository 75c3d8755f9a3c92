package governance.engine.internal.session;

import governance.engine.StepResult;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.train.StepRecord;
import governance.engine.internal.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Steps that were done but whose values have not been read back, and results that nobody has taken
 * yet. A step that failed ends the block: the trainer goes back to it, and the failure is raised
 * once the results of the steps before it have been taken. Used by one thread.
 */
final class StepBlock {
  private final Trainer trainer;
  private final BiFunction<Done, StepRecord.Row, RuntimeException> reason;
  private final List<Done> outstanding = new ArrayList<>();
  private final List<StepResult> ready = new ArrayList<>();
  private long nanos;
  private Throwable failure;

  /**
   * Begins without steps.
   *
   * @param reason says why a step failed, when the trainer has gone back to it
   */
  StepBlock(Trainer trainer, BiFunction<Done, StepRecord.Row, RuntimeException> reason) {
    this.trainer = trainer;
    this.reason = reason;
  }

  /**
   * A step that was done.
   *
   * @param step its number
   * @param epoch the pass over the data it belongs to
   * @param rows its batch
   * @param objective what it minimised
   * @param values which values it wrote down
   * @param rate its learning rate
   * @param padded tokens with padding
   * @param waited nanoseconds that it waited for the batch
   */
  record Done(
      long step,
      int epoch,
      TrainingRows rows,
      Objective objective,
      StepValues values,
      double rate,
      long padded,
      long waited) {}

  /** Adds a step that took some time. */
  void add(Done done, long took) {
    outstanding.add(done);
    nanos += took;
  }

  /** Whether nothing is outstanding, ready or to be raised. */
  boolean settled() {
    return outstanding.isEmpty() && ready.isEmpty() && failure == null;
  }

  /** Whether a step failed that has not been raised yet. */
  boolean failed() {
    return failure != null;
  }

  /** The step after the last one threw; one before it that turns out to have failed counts more. */
  void fail(Throwable thrown) {
    settle();
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Reads back what is outstanding. */
  void settle() {
    if (outstanding.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    List<StepRecord.Row> rows = trainer.read();
    // on a device a step returns before it is done: the block's time is that of all its steps
    long each = (nanos + System.nanoTime() - begin) / outstanding.size();
    for (int i = 0; i < rows.size() && failure == null; i++) {
      Done done = outstanding.get(i);
      if (rows.get(i).failed()) {
        trainer.back(done.step());
        failure = reason.apply(done, rows.get(i));
      } else {
        ready.add(result(done, rows.get(i), each));
      }
    }
    outstanding.clear();
    nanos = 0;
  }

  private static StepResult result(Done done, StepRecord.Row row, long nanos) {
    return new StepResult(
        done.step(),
        done.epoch(),
        row.loss(),
        done.values().terms(row),
        done.values().total(row),
        row.norm(),
        done.rate(),
        done.rows().tokens(),
        done.padded(),
        done.waited(),
        nanos,
        done.values().adversarial(row),
        done.values().estimates(row));
  }

  /** Returns the results that are ready, once. */
  List<StepResult> ready() {
    List<StepResult> all = List.copyOf(ready);
    ready.clear();
    return all;
  }

  /** Returns the results that are ready; without any, raises the failure if there is one. */
  List<StepResult> take() {
    if (ready.isEmpty()) {
      raise();
    }
    return ready();
  }

  /** Throws the failure, once. */
  void raise() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  /** Forgets everything. */
  void forget() {
    outstanding.clear();
    ready.clear();
    nanos = 0;
    failure = null;
  }
}
