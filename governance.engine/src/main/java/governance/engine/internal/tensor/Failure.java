package governance.engine.internal.tensor;

import ai.djl.engine.EngineException;

/** Turns an error of the native library into one short sentence. */
final class Failure {
  private static final String MARK = "RuntimeError: ";

  private Failure() {}

  /** Returns an exception with the library's own reason, without its stack. */
  static IllegalArgumentException of(EngineException e) {
    String text = String.valueOf(e.getMessage());
    int at = text.lastIndexOf(MARK);
    String reason = at < 0 ? text : text.substring(at + MARK.length());
    int end = reason.indexOf('\n');
    return new IllegalArgumentException(end < 0 ? reason : reason.substring(0, end), e);
  }
}
