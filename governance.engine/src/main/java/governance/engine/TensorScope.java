package governance.engine;

import governance.api.model.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A place for float64 tensors of one's own, such as the fixtures of tests. Operations on them are
 * recorded for gradients while the scope is open. Closing it ends all its tensors. Used by the
 * thread that opened it.
 */
@ProviderType
public interface TensorScope extends AutoCloseable {
  /** Returns a tensor that no gradient is taken for. */
  Tensor constant(double[] values, long... shape);

  /** Returns a tensor that gradients can be taken for. */
  Tensor variable(double[] values, long... shape);

  @Override
  void close();

  /**
   * Opens scopes: a service, and on a plain class path found by {@link java.util.ServiceLoader}.
   */
  @ProviderType
  interface Factory {
    /** Opens a scope on the processor. */
    TensorScope open();
  }
}
