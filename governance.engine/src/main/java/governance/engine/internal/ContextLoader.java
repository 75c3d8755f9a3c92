package governance.engine.internal;

import java.util.function.Supplier;

/**
 * Runs code with this bundle's class loader as the thread's context loader: the tensor library
 * looks for its parts and native files through it.
 */
public final class ContextLoader {
  private ContextLoader() {}

  /** Runs a section under this bundle's loader. */
  public static <T> T with(Supplier<T> section) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ContextLoader.class.getClassLoader());
    try {
      return section.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
