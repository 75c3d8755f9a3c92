package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the steps of a block write down, on the model's device, until all is read at once: values,
 * norm, and a flag that a step which is not finite sets. While the flag is set nothing changes the
 * model, so the steps after the failed one leave no trace. Made outside any scope. Used by one
 * thread.
 */
public final class StepRecord implements AutoCloseable {
  private static final int ADVERSARIAL = 2;
  private static final int TERMS = 5;

  private final ScriptModule script;
  private final NDManager manager;
  private final NDArray record;
  private final NDArray flag;
  private final int terms;
  private final int columns;
  private int row;

  /**
   * Makes an empty record.
   *
   * @param steps how many it holds before it must be read, at least 1
   * @param terms how many terms a step has at most
   */
  StepRecord(NDManager root, ScriptModule script, int steps, int terms) {
    this.script = script;
    this.terms = terms;
    this.columns = TERMS + 3 * terms;
    manager = root.newSubManager();
    record = manager.zeros(new Shape(steps, columns), DataType.FLOAT64);
    flag = manager.zeros(new Shape(), DataType.FLOAT32);
    NDScope.unregister(record, flag);
  }

  /**
   * The values of one step.
   *
   * @param values one row of a record
   * @param terms number of terms that it has room for
   */
  public record Row(double[] values, int terms) {
    /** Returns the loss. */
    public double loss() {
      return values[0];
    }

    /** Returns loss plus weighted terms, without the loss at perturbed embeddings. */
    public double total() {
      return values[1];
    }

    /** Returns the loss at perturbed embeddings, 0 where there is none. */
    public double adversarial() {
      return values[ADVERSARIAL];
    }

    /** Returns the Euclidean norm of the gradient before clipping. */
    public double norm() {
      return values[3];
    }

    /** Returns whether the step, by itself, was not finite and changed nothing. */
    public boolean failed() {
      return values[4] != 0;
    }

    /** Returns the value of a term. */
    public double term(int index) {
      return values[TERMS + index];
    }

    /** Returns the gap that a term measured. */
    public double gap(int index) {
      return values[TERMS + terms + 2 * index];
    }

    /** Returns the standard error of that gap. */
    public double standardError(int index) {
      return values[TERMS + terms + 2 * index + 1];
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Row r && Arrays.equals(values, r.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /** Returns how many steps have ended since the record was read. */
  public int steps() {
    return row;
  }

  /**
   * Adds the values of a part of a step.
   *
   * @param values loss, total, then the terms
   * @param shares what loss and total, and what terms and estimates are multiplied by
   * @param estimates gap and standard error of some terms, one after the other
   * @param of the terms that they are of
   */
  public void add(NDArray values, double[] shares, List<NDArray> estimates, List<Integer> of) {
    long[] at =
        of.stream()
            .flatMapToInt(t -> IntStream.of(TERMS + terms + 2 * t, TERMS + terms + 2 * t + 1))
            .asLongStream()
            .toArray();
    script
        .call("record_values")
        .with(record)
        .with(row)
        .with(values)
        .with(shares)
        .with(estimates)
        .with(at)
        .one(manager)
        .close();
  }

  /** Adds the loss of a part at perturbed embeddings. */
  public void addAdversarial(NDArray loss) {
    script
        .call("record_one")
        .with(record)
        .with(row)
        .with(ADVERSARIAL)
        .with(loss)
        .one(manager)
        .close();
  }

  /** Sets the flag at the end of the step if a value is not finite. */
  void check(Collection<NDArray> values) {
    if (!values.isEmpty()) {
      script.call("record_check").with(record).with(row).with(values).one(manager).close();
    }
  }

  /** Says that the step is not finite. */
  void spoil() {
    script.call("record_bad").with(record).with(row).one(manager).close();
  }

  /**
   * Completes a step; the flag is set if anything of it is not finite.
   *
   * @param norm of the gradient
   * @param most greatest norm that is wanted, 0 for any
   * @return what gradients are divided by, at least 1; the caller's to close
   */
  NDArray end(NDArray norm, double most) {
    return script
        .call("record_end")
        .with(record)
        .with(row)
        .with(norm)
        .with(flag)
        .with(most)
        .one(manager);
  }

  /** The step is done; what follows is the next one's. */
  void next() {
    row++;
  }

  /** Returns the flag, float32: 1 once a step since the last reading was not finite, else 0. */
  NDArray flag() {
    return flag;
  }

  /** Copies values over their targets unless the flag is set. */
  void keep(List<NDArray> targets, List<NDArray> values) {
    if (!targets.isEmpty()) {
      script.call("record_keep").with(targets).with(values).with(flag).one(manager).close();
    }
  }

  /** Forgets what the step in progress wrote. */
  void drop() {
    if (row < record.getShape().get(0)) {
      script.call("record_clear").with(record).with(row).one(manager).close();
    }
  }

  /** Reads the steps that have ended, and begins anew with the flag at 0. */
  List<Row> read() {
    List<Row> rows = new ArrayList<>();
    if (row > 0) {
      double[] all = Readback.doubles(record);
      for (int i = 0; i < row; i++) {
        rows.add(new Row(Arrays.copyOfRange(all, i * columns, (i + 1) * columns), terms));
      }
      clear();
    }
    return rows;
  }

  /** Forgets everything. */
  void clear() {
    script.call("zero_all").with(List.of(record)).one(manager).close();
    script.call("zero_all").with(List.of(flag)).one(manager).close();
    row = 0;
  }

  @Override
  public void close() {
    manager.close();
  }
}
