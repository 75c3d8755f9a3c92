package governance.engine.internal.script;

import ai.djl.engine.EngineException;

/** Lets some calls of a script method fail as the library does when memory runs out. */
public final class FailingCalls implements AutoCloseable {
  private int calls;

  /**
   * Begins.
   *
   * @param method how the name of the method begins
   * @param first number of the first call that fails, from 1
   * @param count how many fail
   */
  public FailingCalls(String method, int first, int count) {
    TrainingInvoker.hook =
        name -> {
          if (name.startsWith(method)) {
            calls++;
            if (calls >= first && calls - first < count) {
              throw new EngineException(
                  "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity");
            }
          }
        };
  }

  /** Number of calls so far. */
  public int calls() {
    return calls;
  }

  @Override
  public void close() {
    TrainingInvoker.hook = name -> {};
  }
}
