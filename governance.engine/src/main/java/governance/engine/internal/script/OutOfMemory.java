package governance.engine.internal.script;

import ai.djl.engine.EngineException;
import java.util.List;

/** Tells whether a failure of the library is that memory ran out, whoever wrapped it since. */
public final class OutOfMemory {
  /** What the allocators of the processor and of CUDA, and cuBLAS, say. */
  private static final List<String> SIGNS =
      List.of(
          "can't allocate memory",
          "DefaultCPUAllocator: not enough memory",
          "CUDA out of memory",
          "CUDA error: out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED");

  private OutOfMemory() {}

  /** Returns whether a failure, or one that caused it, says so. */
  public static boolean is(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = String.valueOf(e.getMessage());
      if (e instanceof EngineException && SIGNS.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
