package governance.engine.internal.train;

import governance.api.train.OwnBuffer;
import governance.api.train.PrivateStatistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What penalties release of the rows of a step. Contributions are kept by row, so that one that is
 * computed twice counts once; the running mean of what was released is a buffer, so checkpoints
 * hold it. Used by one thread.
 */
public final class OwnStatistics {
  private static final String BUFFER = "statistic-";

  private final OwnBuffers buffers;
  private final List<Slot> slots = new ArrayList<>();

  OwnStatistics(OwnBuffers buffers) {
    this.buffers = buffers;
  }

  private record Slot(String penalty, PrivateStatistic of, Map<Integer, double[]> rows) {}

  /**
   * Adds what one penalty releases.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public void add(String penalty, List<PrivateStatistic> statistics) {
    for (PrivateStatistic each : statistics) {
      buffers.add(penalty, List.of(OwnBuffer.of(BUFFER + each.name(), 0, each.size())));
      slots.add(new Slot(penalty, each, new HashMap<>()));
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
    slots.forEach(s -> s.rows().clear());
  }

  /**
   * Takes what rows contribute.
   *
   * @param rows numbers of the rows
   * @param flat one vector after the other
   * @throws IllegalArgumentException if there is no such statistic, or a value is not finite
   */
  public void contribute(String penalty, String name, int[] rows, double[] flat) {
    Slot slot = slot(penalty, name);
    int size = slot.of().size();
    if (flat.length != rows.length * size) {
      throw new IllegalArgumentException(
          "statistic %s takes %d values of each of %d rows, got %d"
              .formatted(name, size, rows.length, flat.length));
    }
    for (int i = 0; i < rows.length; i++) {
      double[] vector = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
      double norm = Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
      if (!Double.isFinite(norm)) {
        throw new IllegalArgumentException("statistic " + name + " would hold " + norm);
      }
      double factor = norm > slot.of().bound() ? slot.of().bound() / norm : 1;
      slot.rows().put(rows[i], Arrays.stream(vector).map(v -> v * factor).toArray());
    }
  }

  /** Returns the mean over earlier steps of the released sums; zeros before the first. */
  public float[] released(String penalty, String name, long step) {
    Slot slot = slot(penalty, name);
    float[] kept = buffers.values(penalty, BUFFER + name).clone();
    double started = 1 - Math.pow(slot.of().memory(), step);
    for (int i = 0; i < kept.length && step > 0; i++) {
      kept[i] /= (float) started;
    }
    return kept;
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
      PrivateStatistic of = slots.get(i).of();
      double[] sums = new double[of.size()];
      for (double[] row : slots.get(i).rows().values()) {
        Arrays.setAll(sums, k -> sums[k] + row[k]);
      }
      double own = multiplier / Math.sqrt(of.share());
      double[] released =
          own > 0 ? noise.added(sums, RowNoise.deviation(own, of.bound(), of.size()), i) : sums;
      float[] before = buffers.values(slots.get(i).penalty(), BUFFER + of.name());
      double[] mean = new double[of.size()];
      Arrays.setAll(mean, k -> of.memory() * before[k] + (1 - of.memory()) * released[k]);
      buffers.keep(slots.get(i).penalty(), BUFFER + of.name(), mean);
    }
  }
}
