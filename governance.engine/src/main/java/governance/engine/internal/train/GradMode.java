package governance.engine.internal.train;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Grad mode of this thread, for a section of code. The mode is a property of the thread and is on
 * in a fresh one, so every thread that runs the engine says what it wants.
 */
public final class GradMode {
  private GradMode() {}

  /** Runs a section whose operations autograd records. */
  public static <T> T on(Supplier<T> section) {
    return with(true, section);
  }

  /** Runs a section whose operations autograd does not record. */
  public static <T> T off(Supplier<T> section) {
    return with(false, section);
  }

  /** Runs a section whose operations autograd does not record. */
  public static void off(Runnable section) {
    with(
        false,
        () -> {
          section.run();
          return null;
        });
  }

  private static <T> T with(boolean on, Supplier<T> section) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(on);
    try {
      return section.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
