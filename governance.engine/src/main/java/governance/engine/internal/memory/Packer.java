package governance.engine.internal.memory;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import governance.engine.internal.script.ScriptModule;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects named Java arrays, which are copied when they are packed. Used by one thread. */
public final class Packer {
  private final List<Parcel.Item> longs = new ArrayList<>();
  private final List<long[]> longValues = new ArrayList<>();
  private final List<Parcel.Item> floats = new ArrayList<>();
  private final List<float[]> floatValues = new ArrayList<>();

  /** Adds an int64 array. */
  public void longs(String name, long[] values, long... shape) {
    longs.add(new Parcel.Item(name, values.length, shape));
    longValues.add(values);
  }

  /** Adds a float32 array. */
  public void floats(String name, float[] values, long... shape) {
    floats.add(new Parcel.Item(name, values.length, shape));
    floatValues.add(values);
  }

  /**
   * Copies what was added to memory that is ready to be sent.
   *
   * @param owner of the device that it will be sent to; owns the memory
   */
  public Parcel pack(ScriptModule script, NDManager owner) {
    Parcel.Half whole = Parcel.Half.of(script, owner, DataType.INT64, longs);
    Parcel.Half real = Parcel.Half.of(script, owner, DataType.FLOAT32, floats);
    if (whole != null) {
      LongBuffer memory = NativeMemory.of(whole.memory()).asLongBuffer();
      longValues.forEach(memory::put);
    }
    if (real != null) {
      var memory = NativeMemory.of(real.memory()).asFloatBuffer();
      floatValues.forEach(memory::put);
    }
    return new Parcel(script, whole, real);
  }
}
