package governance.engine.internal.noise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import governance.engine.internal.device.NoiseKernel;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.script.ScriptModule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares the forms of the noise on a device, bit by bit, and tells what a value takes in each: a
 * program, whose arguments are the number of values of a step (in millions) and how often it is
 * drawn. {@code bench/gpu/run.sh} runs it on a card.
 */
final class NoiseTimes {
  /** As many parameters as an encoder of twelve layers has, of which one holds a fifth. */
  private static final int SUMS = 200;

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);
  private final int values;
  private final int turns;

  private NoiseTimes(int values, int turns) {
    this.values = values;
    this.turns = turns;
  }

  /**
   * Prints a line for the bits and one for the times.
   *
   * @throws IllegalStateException where bits differ
   */
  public static void main(String[] arguments) {
    int millions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 110;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    if (!new NoiseTimes(millions * 1_000_000, turns).run()) {
      throw new IllegalStateException("the forms draw other bits");
    }
  }

  private boolean run() {
    Optional<String> obstacle = NoiseKernel.obstacle(root.getDevice());
    List<NDArray> first = sums();
    double operations = nanos(new ScriptNoise(script), first);
    if (obstacle.isPresent()) {
      print("noise-bits", "equal=not-run differ=0 values=0");
      print("noise-time", format("operations=%.4f kernel=not-run ratio=0", operations));
      System.out.println("the kernel is not used: " + obstacle.get());
      return true;
    }
    List<NDArray> second = sums();
    double kernel = nanos(new KernelNoise(), second);
    long differ = 0;
    for (int i = 0; i < first.size(); i++) {
      int[] one = bits(first.get(i));
      int[] other = bits(second.get(i));
      differ += IntStream.range(0, one.length).filter(j -> one[j] != other[j]).count();
    }
    String equal = differ == 0 ? "yes" : "no";
    print("noise-bits", format("equal=%s differ=%d values=%d", equal, differ, values));
    String line = "operations=%.4f kernel=%.4f ratio=%.1f";
    print("noise-time", format(line, operations, kernel, operations / kernel));
    return differ == 0;
  }

  private static int[] bits(NDArray array) {
    float[] values = Readback.floats(array);
    return IntStream.range(0, values.length).map(i -> Float.floatToIntBits(values[i])).toArray();
  }

  private List<NDArray> sums() {
    int large = values / 5;
    int rest = (values - large) / (SUMS - 1);
    NDArray[] all = new NDArray[SUMS];
    for (int i = 0; i < SUMS; i++) {
      int size = i == 0 ? values - rest * (SUMS - 1) : rest;
      all[i] = root.full(new Shape(size), 0.1f * (i % 7 - 3), DataType.FLOAT32);
    }
    return Arrays.asList(all);
  }

  /** Nanoseconds of a value. What is drawn first is what both forms must agree on. */
  private double nanos(NoiseForm form, List<NDArray> sums) {
    draw(form, sums);
    Readback.floats(sums.get(SUMS - 1));
    List<NDArray> more = sums();
    draw(form, more);
    Readback.floats(more.get(SUMS - 1));
    long begin = System.nanoTime();
    for (int turn = 0; turn < turns; turn++) {
      draw(form, more);
    }
    Readback.floats(more.get(SUMS - 1)); // waits for the device
    double nanos = (double) (System.nanoTime() - begin) / turns / values;
    more.forEach(NDArray::close);
    return nanos;
  }

  private static void draw(NoiseForm form, List<NDArray> sums) {
    double grid = RowNoise.grid(1);
    new DeviceNoise(form, KnownNoise.key(), 1, grid, 1).add(sums);
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private void print(String name, String figures) {
    System.out.println(name + " " + values / 1_000_000 + "M " + figures);
  }
}
