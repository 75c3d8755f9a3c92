package governance.runtime.internal.run;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.KindTypes;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The contributions that a run holds, its own instances from its start to its end. When one leaves,
 * the run is asked to halt, and the one who stops the bundle waits for the step in progress, so
 * that nothing is torn down inside a step.
 */
final class Pins implements AutoCloseable {
  /** The longest that a step may hold up the stopping of a bundle, in milliseconds. */
  private static final long STEP_WAIT = 5_000;

  private final List<Held<?>> held = new ArrayList<>();
  private final Control control;

  private Pins(Control control) {
    this.control = control;
  }

  /** Takes hold of all contributions, or of none. */
  static Pins take(Registry registry, List<Chosen> chosen, Control control) {
    Pins pins = new Pins(control);
    try {
      for (Chosen one : chosen) {
        pins.hold(registry, one.info());
      }
      return pins;
    } catch (RuntimeException e) {
      pins.close();
      throw e;
    }
  }

  private void hold(Registry registry, ContributionInfo info) {
    Held<?> one = registry.hold(info, KindTypes.of(info.kind()));
    if (one == null) {
      throw new ContributionFailedException(info, "gave no instance", null);
    }
    held.add(one);
    one.onDeparture(() -> departed(info));
  }

  private void departed(ContributionInfo info) {
    control.stop(
        Control.Kind.HALT,
        "contribution left: " + ContributionFailedException.name(info) + " was stopped");
    control.awaitStepEnd(STEP_WAIT);
  }

  /** Returns the instance of a contribution. */
  <T> T get(Kind kind, String id, Class<T> type) {
    for (Held<?> one : held) {
      if (one.info().kind() == kind && one.info().id().equals(id)) {
        return type.cast(one.get());
      }
    }
    throw new NoSuchElementException("not held: " + kind + " " + id);
  }

  /** Returns what is held, for the event log. */
  List<Object> tree() {
    List<Object> all = new ArrayList<>();
    for (Held<?> one : held) {
      ContributionInfo info = one.info();
      all.add(
          Tree.of(
              "kind", info.kind().name(),
              "id", info.id(),
              "bundle", info.bundle(),
              "version", info.version(),
              "sha256", info.sha256()));
    }
    return all;
  }

  /** Returns whether a contribution has left. */
  boolean departed() {
    return held.stream().anyMatch(Held::departed);
  }

  @Override
  public void close() {
    held.forEach(Held::close);
  }
}
