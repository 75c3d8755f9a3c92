package governance.engine.internal.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import governance.engine.internal.script.ScriptModule;
import java.util.List;

/**
 * Named arrays in memory of the processor that go to a device together, the int64 ones in one copy
 * and the float32 ones in another. One thread may pack it and another send it.
 */
public final class Parcel implements AutoCloseable {
  private final ScriptModule script;
  private final Half whole;
  private final Half real;

  Parcel(ScriptModule script, Half whole, Half real) {
    this.script = script;
    this.whole = whole;
    this.real = real;
  }

  /**
   * Begins the copies, without waiting for them.
   *
   * @param owner of the device; owns what arrives
   */
  public Delivery send(NDManager owner) {
    Delivery delivery = new Delivery();
    for (Half half : new Half[] {whole, real}) {
      if (half != null) {
        half.send(script, owner, delivery);
      }
    }
    return delivery;
  }

  /** Gives the memory back; the library lends it again only when copies from it have ended. */
  @Override
  public void close() {
    for (Half half : new Half[] {whole, real}) {
      if (half != null) {
        half.memory().close();
      }
    }
  }

  /** One array. */
  record Item(String name, int count, long[] shape) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Item i && name.equals(i.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /**
   * The arrays of one type.
   *
   * @param items what lies behind each other
   * @param memory of the processor, pinned for a card
   */
  record Half(List<Item> items, NDArray memory) {
    /** Takes memory for arrays of a type; null if there are none. */
    static Half of(ScriptModule script, NDManager owner, DataType type, List<Item> items) {
      int count = items.stream().mapToInt(Item::count).reduce(0, Math::addExact);
      if (count == 0) {
        return null;
      }
      NDArray memory = Upload.host(script, owner, count, type);
      NDScope.unregister(memory);
      return new Half(items, memory);
    }

    void send(ScriptModule script, NDManager owner, Delivery delivery) {
      long[] sizes = items.stream().mapToLong(Item::count).toArray();
      List<NDArray> parts = Upload.parts(script, owner, memory, sizes);
      for (int i = 0; i < sizes.length; i++) {
        delivery.add(items.get(i), parts.get(i));
      }
    }
  }
}
