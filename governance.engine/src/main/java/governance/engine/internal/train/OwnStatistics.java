package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.train.OwnBuffer;
import governance.api.train.PrivateStatistic;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.noise.RowNoise;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What penalties release of the rows of a step. Contributions are kept by row, so that one that is
 * computed twice counts once; the running mean of what was released is a buffer, so checkpoints
 * hold it. Contributions stay on the model's device; noise comes from the host. Used by one thread.
 */
public final class OwnStatistics {
  private static final String BUFFER = "statistic-";

  private final NDManager manager;
  private final ScriptModule script;
  private final OwnBuffers buffers;
  private final List<Slot> slots = new ArrayList<>();

  OwnStatistics(NDManager owner, ScriptModule script, OwnBuffers buffers) {
    this.manager = owner;
    this.script = script;
    this.buffers = buffers;
  }

  private record Slot(String penalty, PrivateStatistic of, List<Part> parts) {}

  /** What some rows contribute, [rows, size] float64. */
  private record Part(int[] rows, NDArray values) {}

  /**
   * Adds what one penalty releases.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public void add(String penalty, List<PrivateStatistic> statistics) {
    for (PrivateStatistic each : statistics) {
      buffers.add(penalty, List.of(OwnBuffer.of(BUFFER + each.name(), 0, each.size())));
      slots.add(new Slot(penalty, each, new ArrayList<>()));
    }
  }

  private Slot slot(String penalty, String name) {
    return slots.stream()
        .filter(s -> s.penalty().equals(penalty) && s.of().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(penalty + " declared no statistic \"" + name + "\""));
  }

  /** Returns the share of a step's privacy that all statistics take, in [0, 1). */
  public double share() {
    return slots.stream().mapToDouble(s -> s.of().share()).sum();
  }

  /** Forgets what was contributed; a step begins. */
  public void begin() {
    for (Slot slot : slots) {
      slot.parts().forEach(part -> part.values().close());
      slot.parts().clear();
    }
  }

  /**
   * Takes what rows contribute. A value that is not finite makes the step fail.
   *
   * @param rows numbers of the rows
   * @param values one vector after the other
   * @throws IllegalArgumentException if there is no such statistic, or the vectors have another
   *     length
   */
  public void contribute(String penalty, String name, int[] rows, NDArray values) {
    Slot slot = slot(penalty, name);
    int size = slot.of().size();
    if (values.size() != (long) rows.length * size) {
      throw new IllegalArgumentException(
          "statistic %s takes %d values of each of %d rows, got %d"
              .formatted(name, size, rows.length, values.size()));
    }
    NDArray cut =
        script.call("statistic_rows").with(values).with(size).with(slot.of().bound()).one(manager);
    NDScope.unregister(cut);
    slot.parts().add(new Part(rows, cut));
  }

  /**
   * Returns the mean over earlier steps of the released sums, float32; zeros before the first. It
   * may be a buffer, so it must not be written.
   *
   * @param owner owns it, unless it is a buffer
   */
  public NDArray released(NDManager owner, String penalty, String name, long step) {
    Slot slot = slot(penalty, name);
    NDArray kept = buffers.values(penalty, BUFFER + name);
    double started = 1 - Math.pow(slot.of().memory(), step);
    return step == 0 ? kept : script.call("t_divs").with(kept).with(started).one(owner);
  }

  /** Adds noise to what is released. */
  @FunctionalInterface
  public interface Noise {
    /**
     * Returns sums with noise of a deviation above 0.
     *
     * @param number tells what is released in a step apart, from 0
     */
    double[] added(double[] sums, double deviation, int number);
  }

  /**
   * Adds the contributions of a step up, with noise, and keeps them for the next one.
   *
   * @param multiplier noise multiplier of all that the step releases, 0 for none
   */
  public void release(Noise noise, double multiplier) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      double own = multiplier / Math.sqrt(slot.of().share());
      double deviation = own > 0 ? RowNoise.deviation(own, slot.of().bound(), slot.of().size()) : 0;
      double[] zeros = new double[slot.of().size()];
      double[] drawn = own > 0 ? noise.added(zeros, deviation, i) : new double[0];
      double grid = own > 0 ? RowNoise.grid(deviation) : 1;
      try (NDArray added = array(drawn);
          NDArray counts = array(counts(slot));
          NDArray mean = mean(slot, counts, added, grid)) {
        buffers.keep(slot.penalty(), BUFFER + slot.of().name(), mean);
      }
    }
  }

  private NDArray array(double[] values) {
    return values.length == 0
        ? manager.zeros(new Shape(0), DataType.FLOAT64)
        : Upload.doubles(script, manager, values, values.length);
  }

  /** Sum and noise lie on one grid, so both may be rounded to it apart. */
  private NDArray mean(Slot slot, NDArray counts, NDArray noise, double grid) {
    return script
        .call("statistic_mean")
        .with(buffers.values(slot.penalty(), BUFFER + slot.of().name()))
        .with(slot.parts().stream().map(Part::values).toList())
        .with(counts)
        .with(noise)
        .with(grid)
        .with(slot.of().memory())
        .one(manager);
  }

  /** Returns 1 for the last contribution of each row and 0 for others; nothing if all count. */
  private static double[] counts(Slot slot) {
    int all = slot.parts().stream().mapToInt(p -> p.rows().length).sum();
    Map<Integer, Integer> last = new HashMap<>();
    int at = 0;
    for (Part part : slot.parts()) {
      for (int row : part.rows()) {
        last.put(row, at++);
      }
    }
    if (last.size() == all) {
      return new double[0];
    }
    double[] counts = new double[all];
    last.values().forEach(i -> counts[i] = 1);
    return counts;
  }
}
