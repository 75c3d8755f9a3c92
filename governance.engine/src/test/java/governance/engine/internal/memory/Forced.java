package governance.engine.internal.memory;

/** Runs code on the path of a graphics card, whose tensors are those of the processor. */
public final class Forced {
  private Forced() {}

  /** What is run. */
  @FunctionalInterface
  public interface Body<T> {
    T run() throws Exception;
  }

  /** Runs on the path of a device, or on the usual one, also where the whole test run is not. */
  public static <T> T path(boolean device, Body<T> body) throws Exception {
    String before = System.getProperty(Access.PROPERTY);
    System.setProperty(Access.PROPERTY, device ? "device" : "host");
    try {
      return body.run();
    } finally {
      if (before == null) {
        System.clearProperty(Access.PROPERTY);
      } else {
        System.setProperty(Access.PROPERTY, before);
      }
    }
  }
}
