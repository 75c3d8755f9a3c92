package governance.runtime.internal.cli;

/**
 * One thing that was looked at.
 *
 * @param name what
 * @param state how it is
 * @param detail what was found
 */
record Finding(String name, State state, String detail) {
  /** How a thing is. */
  enum State {
    /** As it should be. */
    GOOD,
    /** Worth knowing. */
    NOTE,
    /** Runs cannot work. */
    BAD
  }
}
