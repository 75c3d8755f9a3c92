package governance.runtime.internal.train;

import governance.api.evaluate.Direction;
import governance.runtime.internal.spec.EarlyStoppingSpec;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends training when a metric of the validation rows has not gained for some epochs, and remembers
 * the best epoch (Prechelt 1998, "Early stopping - but when?", criterion UP over epochs). A figure
 * that is not defined is no gain. Ties go to the earlier epoch.
 */
public final class EarlyStopping {
  private final EarlyStoppingSpec spec;
  private Best best;
  private int waited;

  /** Begins before the first epoch. */
  public EarlyStopping(EarlyStoppingSpec spec) {
    this.spec = spec;
  }

  /**
   * The best epoch so far.
   *
   * @param epoch epochs done
   * @param step steps done
   * @param value the metric
   * @param sha256 digest of the checkpoint, empty until it is written
   */
  public record Best(int epoch, long step, double value, String sha256) {}

  /** Takes the figures of an epoch; returns whether it is the best so far. */
  boolean observe(List<Figure> figures) {
    for (Figure figure : figures) {
      if (figure.metric().equals(spec.metric())) {
        boolean gain = gains(figure);
        waited = gain ? 0 : waited + 1;
        if (gain) {
          best = new Best(figure.epoch(), figure.step(), figure.value(), "");
        }
        return gain;
      }
    }
    throw new IllegalStateException("no figure of " + spec.metric());
  }

  private boolean gains(Figure figure) {
    if (Double.isNaN(figure.value()) || best == null) {
      return !Double.isNaN(figure.value());
    }
    double change = figure.value() - best.value();
    double better = figure.direction() == Direction.LOWER_IS_BETTER ? -change : change;
    return better > 0 && better >= spec.minChange();
  }

  /** Returns whether training is to end. */
  public boolean stopped() {
    return waited >= spec.patience();
  }

  /** Returns the best epoch, empty while no figure was defined. */
  public Optional<Best> best() {
    return Optional.ofNullable(best);
  }

  /** Notes that the checkpoint of the best epoch is written. */
  void written(String sha256) {
    best = new Best(best.epoch(), best.step(), best.value(), sha256);
  }

  /** Returns all that a resumed run needs. */
  Map<String, Object> state() {
    Map<String, Object> state = Tree.of("waited", waited);
    if (best != null) {
      state.put("epoch", best.epoch());
      state.put("step", best.step());
      state.put("value", best.value());
      state.put("sha256", best.sha256());
    }
    return state;
  }

  void restore(Map<?, ?> state) {
    waited = ((Number) state.get("waited")).intValue();
    best =
        state.get("step") == null
            ? null
            : new Best(
                ((Number) state.get("epoch")).intValue(),
                ((Number) state.get("step")).longValue(),
                ((Number) state.get("value")).doubleValue(),
                state.get("sha256").toString());
  }

  /** Returns what the evidence tells; {@code done} is the number of epochs that were trained. */
  public Map<String, Object> tree(double done) {
    return Tree.of(
        "metric",
        spec.metric(),
        "patience",
        spec.patience(),
        "minChange",
        spec.minChange(),
        "bestEpoch",
        best == null ? null : best.epoch(),
        "bestStep",
        best == null ? null : best.step(),
        "bestValue",
        best == null ? null : best.value(),
        "epochs",
        done,
        "stopped",
        stopped());
  }
}
