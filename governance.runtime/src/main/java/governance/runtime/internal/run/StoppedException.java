package governance.runtime.internal.run;

import governance.runtime.internal.train.Control.Stop;

/** A run was asked to stop; ends its phases. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stop stop;

  StoppedException(Stop stop) {
    super(stop.reason(), null, false, false);
    this.stop = stop;
  }

  Stop stop() {
    return stop;
  }
}
