package governance.engine.internal.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.script.ScriptModule;
import java.util.List;

/**
 * The hidden places of a padded batch as the script reads them.
 *
 * @param places [M] int64, indices in [B * T]
 * @param originals [M] int64, ids that stood there
 * @param owner [M] int64, row of each place
 */
public record HiddenPlaces(NDArray places, NDArray originals, NDArray owner) {
  /**
   * Makes the arrays; they live as long as the manager.
   *
   * @param length padded length T
   */
  public static HiddenPlaces of(NDManager manager, List<Masked> rows, int length) {
    long[][] numbers = numbers(rows, length);
    return new HiddenPlaces(
        manager.create(numbers[0]), manager.create(numbers[1]), manager.create(numbers[2]));
  }

  /** The same without waiting for a device. */
  public static HiddenPlaces of(
      ScriptModule script, NDManager manager, List<Masked> rows, int length) {
    long[][] numbers = numbers(rows, length);
    long count = numbers[0].length;
    return new HiddenPlaces(
        Upload.longs(script, manager, numbers[0], count),
        Upload.longs(script, manager, numbers[1], count),
        Upload.longs(script, manager, numbers[2], count));
  }

  /** Returns places, originals and owners without making arrays. */
  public static long[][] numbers(List<Masked> rows, int length) {
    int count = rows.stream().mapToInt(r -> r.places().length).sum();
    long[] places = new long[count];
    long[] originals = new long[count];
    long[] owner = new long[count];
    int next = 0;
    for (int row = 0; row < rows.size(); row++) {
      Masked masked = rows.get(row);
      for (int i = 0; i < masked.places().length; i++) {
        places[next] = (long) row * length + masked.places()[i];
        originals[next] = masked.originals()[i];
        owner[next++] = row;
      }
    }
    return new long[][] {places, originals, owner};
  }
}
