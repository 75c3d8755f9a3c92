package governance.engine.internal.memory;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts what managers hold. */
public final class Managed {
  private Managed() {}

  /** Returns the number of arrays of a manager and of all managers below it. */
  public static int arrays(NDManager manager) {
    int count = 0;
    for (Object held : resources(manager).values()) {
      if (held instanceof NDArray) {
        count++;
      } else if (held instanceof NDManager below) {
        count += arrays(below);
      }
    }
    return count;
  }

  /** Returns the number of managers below a manager. */
  public static int managers(NDManager manager) {
    int count = 0;
    for (Object held : resources(manager).values()) {
      if (held instanceof NDManager below) {
        count += 1 + managers(below);
      }
    }
    return count;
  }

  private static Map<?, ?> resources(NDManager manager) {
    try {
      Field field = BaseNDManager.class.getDeclaredField("resources");
      field.setAccessible(true);
      return (Map<?, ?>) field.get(manager);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
