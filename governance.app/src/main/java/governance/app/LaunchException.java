package governance.app;

/** A start that cannot go on, told to the user in one message without a stack trace. */
public final class LaunchException extends Exception {

  static final int INTERNAL = 1;
  static final int BAD_INPUT = 2;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  LaunchException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  LaunchException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
