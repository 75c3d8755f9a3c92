package governance.engine.internal.noise;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import governance.engine.internal.device.NoiseKernel;
import governance.engine.internal.script.ScriptModule;
import java.util.List;

/** A way to draw noise where the sums are. All ways draw the same bits under the same key. */
interface NoiseForm {

  /** Returns the kernel where it can be used, else operations of the script. */
  static NoiseForm of(ScriptModule script, Device device) {
    return NoiseKernel.obstacle(device).isEmpty() ? new KernelNoise() : new ScriptNoise(script);
  }

  /** Returns how many values a call takes at most. */
  long mostValues();

  /** Returns how many parts a call takes at most. */
  int mostParts();

  /** Adds noise, then multiplies by a factor. */
  void add(Call call);

  /**
   * What one call works on: values from a start, so many, of each sum.
   *
   * @param sums float32
   * @param key the 8 words of a step's key
   * @param first number of the first value in the step; no value is drawn for twice
   * @param deviation in steps of the grid
   * @param grid what sum and noise are whole multiples of
   * @param factor what the result is multiplied by
   */
  record Call(
      List<NDArray> sums,
      long[] starts,
      long[] counts,
      int[] key,
      long first,
      double deviation,
      double grid,
      double factor) {}
}
