package governance.engine.internal.memory;

import ai.djl.ndarray.NDArray;
import java.security.MessageDigest;

/** Values in the processor's memory. */
record DirectValues(NDArray array, int from, int count) implements Values {
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
    use.on(NativeMemory.of(array).asFloatBuffer().slice(from, count));
  }

  @Override
  public void update(MessageDigest digest) {
    digest.update(NativeMemory.of(array).slice(Float.BYTES * from, Float.BYTES * count));
  }
}
