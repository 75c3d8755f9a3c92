package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.script.ScriptModule;
import java.util.BitSet;
import java.util.List;

/**
 * The gradient of the table of words, in memory that stays. Rows are marked when something is added
 * to them; the others count as 0. After noise was written over all of them they hold it until they
 * are marked again or somebody asks for the whole, so that a private step neither clears nor reads
 * the table. Used by one thread.
 */
final class WordSums {
  private final NDManager manager;
  private final ScriptModule script;
  private final NDArray table;
  private final BitSet marked = new BitSet();
  private boolean written;
  private boolean stale;

  /** Makes zeros [rows, width], outside any scope. */
  WordSums(NDManager manager, ScriptModule script, Shape shape) {
    this.manager = manager;
    this.script = script;
    table = manager.zeros(shape, DataType.FLOAT32);
    NDScope.unregister(table);
  }

  /**
   * Adds to rows.
   *
   * @param rows no two the same
   * @param values of the rows, [rows, width]
   */
  void add(long[] rows, NDArray values) {
    // where no row is marked all count as 0, whatever they hold
    boolean first = marked.isEmpty();
    NDArray target = first ? table : at(rows);
    mark(marked, rows);
    try (NDArray indices = Upload.longs(script, manager, rows, rows.length)) {
      var call = script.call(first ? "put_words" : "add_words").with(target).with(indices);
      call.with(values).one(manager).close();
    }
  }

  /** Marks rows and returns the table to add to them. */
  NDArray at(long[] rows) {
    if (stale) {
      BitSet fresh = new BitSet();
      mark(fresh, rows);
      fresh.andNot(marked);
      zero(fresh);
    }
    mark(marked, rows);
    return table;
  }

  private static void mark(BitSet set, long[] rows) {
    for (long row : rows) {
      set.set((int) row);
    }
  }

  /** Returns the table, whose rows that are not marked are 0. */
  NDArray all() {
    if (stale) {
      BitSet others = new BitSet();
      others.set(0, size());
      others.andNot(marked);
      zero(others);
      stale = false;
    }
    return table;
  }

  /** Marks all rows and returns the table to add to them. */
  NDArray whole() {
    all();
    marked.set(0, size());
    return table;
  }

  /** Returns the table; only rows of {@link #held()} may be read. */
  NDArray memory() {
    return table;
  }

  /** Returns the rows that hold values while the others hold anything; null if all hold values. */
  BitSet held() {
    return stale ? marked : null;
  }

  /** Says that all rows were written. */
  void overwritten() {
    marked.set(0, size());
    written = true;
    stale = false;
  }

  /** Whether all rows are marked. */
  boolean full() {
    return marked.cardinality() == size();
  }

  /** Returns the marked rows, [rows] int64 of the caller. */
  NDArray rows() {
    return rows(marked);
  }

  long[] marked() {
    return marked.stream().asLongStream().toArray();
  }

  private NDArray rows(BitSet set) {
    long[] rows = set.stream().asLongStream().toArray();
    return rows.length == 0
        ? manager.zeros(new Shape(0), DataType.INT64)
        : Upload.longs(script, manager, rows, rows.length);
  }

  private int size() {
    return (int) table.getShape().get(0);
  }

  /** Makes all rows count as 0. */
  void clear() {
    if (written || stale) {
      stale = true;
    } else if (full()) {
      script.call("zero_all").with(List.of(table)).one(manager).close();
    } else {
      zero(marked);
    }
    written = false;
    marked.clear();
  }

  private void zero(BitSet set) {
    try (NDArray rows = rows(set)) {
      script.call("clear_rows").with(table).with(rows).one(manager).close();
    }
  }
}
