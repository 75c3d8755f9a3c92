package governance.runtime.internal.evaluate;

/**
 * The failure with the least number among those of work that several threads do, so that it does
 * not depend on which of them was first.
 */
final class FirstFailure {
  private int number = Integer.MAX_VALUE;
  private RuntimeException thrown;

  /** Does a piece of work, unless one with a lesser number has failed. */
  void unless(int at, Runnable work) {
    if (at > number()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      note(at, e);
    }
  }

  private synchronized int number() {
    return number;
  }

  private synchronized void note(int at, RuntimeException e) {
    if (at < number) {
      number = at;
      thrown = e;
    }
  }

  /** Throws the failure, if there is one. */
  synchronized void rethrow() {
    if (thrown != null) {
      throw thrown;
    }
  }
}
