package governance.engine.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** Values of a Java array. */
record ArrayValues(float[] array) implements Values {
  @Override
  public int count() {
    return array.length;
  }

  @Override
  public <E extends Exception> void read(Use<E> use) throws E {
    change(use);
  }

  @Override
  public <E extends Exception> void write(Use<E> use) throws E {
    change(use);
  }

  @Override
  public <E extends Exception> void change(Use<E> use) throws E {
    use.on(FloatBuffer.wrap(array));
  }

  @Override
  public void update(MessageDigest digest) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.length);
    bytes.order(ByteOrder.nativeOrder()).asFloatBuffer().put(array);
    digest.update(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrayValues v && array == v.array;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }
}
