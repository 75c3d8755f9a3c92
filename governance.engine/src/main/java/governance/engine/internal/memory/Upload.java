package governance.engine.internal.memory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.script.ScriptModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Java arrays as tensors of a device, without waiting for it: values go through pinned memory,
 * which the library lends again only when the copy from it has ended. Where memory is reached
 * directly the tensor lies over a Java buffer instead, as {@link NDManager#create} makes it.
 */
public final class Upload {
  private Upload() {}

  /** Returns a float32 tensor, which must stay open until backward has ended. */
  public static NDArray floats(
      ScriptModule script, NDManager owner, float[] values, long... shape) {
    if (Access.of(owner) == Access.DIRECT || values.length == 0) {
      return owner.create(values, new Shape(shape));
    }
    Consumer<ByteBuffer> fill = memory -> memory.asFloatBuffer().put(values);
    return sent(script, owner, values.length, DataType.FLOAT32, fill, shape);
  }

  /** Returns a float64 tensor, which must stay open until backward has ended. */
  public static NDArray doubles(
      ScriptModule script, NDManager owner, double[] values, long... shape) {
    if (Access.of(owner) == Access.DIRECT || values.length == 0) {
      return owner.create(values, new Shape(shape));
    }
    Consumer<ByteBuffer> fill = memory -> memory.asDoubleBuffer().put(values);
    return sent(script, owner, values.length, DataType.FLOAT64, fill, shape);
  }

  /** Returns an int64 tensor, which must stay open until backward has ended. */
  public static NDArray longs(ScriptModule script, NDManager owner, long[] values, long... shape) {
    if (Access.of(owner) == Access.DIRECT || values.length == 0) {
      return owner.create(values, new Shape(shape));
    }
    Consumer<ByteBuffer> fill = memory -> memory.asLongBuffer().put(values);
    return sent(script, owner, values.length, DataType.INT64, fill, shape);
  }

  private static NDArray sent(
      ScriptModule script,
      NDManager owner,
      int count,
      DataType type,
      Consumer<ByteBuffer> fill,
      long[] shape) {
    try (NDArray host = host(script, owner, count, type)) {
      fill.accept(NativeMemory.of(host));
      var call = script.call("send_shaped").with(host).with(name(owner.getDevice())).with(shape);
      return call.one(owner);
    }
  }

  /** Returns memory of the processor, pinned if the owner's device is a card, not filled. */
  static NDArray host(ScriptModule script, NDManager owner, int count, DataType type) {
    return script
        .call("host_empty")
        .with((long) count)
        .with(code(type))
        .with(owner.getDevice().isGpu())
        .one(owner);
  }

  /** Sends memory of the processor as pieces that lie behind each other. */
  static List<NDArray> parts(ScriptModule script, NDManager owner, NDArray host, long[] sizes) {
    String device = name(owner.getDevice());
    return script.call("send_parts").with(host).with(device).with(sizes).run(owner);
  }

  /** Numbers of the library for types of elements. */
  private static long code(DataType type) {
    return switch (type) {
      case INT64 -> 4;
      case FLOAT32 -> 6;
      case FLOAT64 -> 7;
      default -> throw new IllegalArgumentException("upload of " + type);
    };
  }

  private static String name(Device device) {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }
}
