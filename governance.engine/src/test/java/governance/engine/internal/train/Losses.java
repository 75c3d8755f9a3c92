package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;
import java.util.function.Function;

/** Losses that tests look at while they are differentiated. */
final class Losses {
  private Losses() {}

  /** Adds a gradient and returns the loss. */
  static double backward(Trainer trainer, double factor, Function<Passes, NDArray> loss) {
    double[] value = new double[1];
    trainer.backward(factor, read(loss, value));
    return value[0];
  }

  /** Takes a slope and returns the loss. */
  static double slope(Trainer trainer, Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    double[] value = new double[1];
    trainer.slope(read(loss, value), slope);
    return value[0];
  }

  private static Function<Passes, NDArray> read(Function<Passes, NDArray> loss, double[] into) {
    return passes -> {
      NDArray value = loss.apply(passes);
      into[0] = value.getFloat();
      return value;
    };
  }
}
