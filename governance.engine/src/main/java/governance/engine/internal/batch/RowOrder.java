package governance.engine.internal.batch;

/** Which rows take part in which step: a function of the step, so training can go on from any. */
public interface RowOrder {
  /** Returns the number of steps in a pass over the data. */
  long stepsPerEpoch();

  /** Returns the rows of a step, from 0. */
  int[] rows(long step);
}
