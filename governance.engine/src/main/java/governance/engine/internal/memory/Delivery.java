package governance.engine.internal.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/** The arrays of a parcel on the device, each a part of what was copied. Used by one thread. */
public final class Delivery {
  /** Nothing, where arrays are made one by one. */
  public static final Delivery NONE = new Delivery();

  private final Map<String, NDArray> flat = new HashMap<>();
  private final Map<String, long[]> shapes = new HashMap<>();
  private final Map<String, NDArray> shaped = new HashMap<>();

  Delivery() {}

  void add(Parcel.Item item, NDArray array) {
    flat.put(item.name(), array);
    shapes.put(item.name(), item.shape());
  }

  /** Returns an array, null if it was not sent; it must not be written. */
  public NDArray get(String name) {
    NDArray found = flat.get(name);
    return found == null
        ? null
        : shaped.computeIfAbsent(name, n -> found.reshape(new Shape(shapes.get(n))));
  }
}
