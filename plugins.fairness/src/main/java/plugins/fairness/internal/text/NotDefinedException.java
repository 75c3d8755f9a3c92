package plugins.fairness.internal.text;

/** A figure is not defined; the message says why and what would define it. */
final class NotDefinedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotDefinedException(String why) {
    super(why);
  }
}
