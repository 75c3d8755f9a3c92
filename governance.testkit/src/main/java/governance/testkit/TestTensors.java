package governance.testkit;

import governance.engine.TensorScope;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Tensors on a plain class path. The native library is loaded once a JVM. */
public final class TestTensors {
  private static final TensorScope.Factory FACTORY =
      ServiceLoader.load(TensorScope.Factory.class, TensorScope.class.getClassLoader())
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("governance.engine is not on the class path"));

  private TestTensors() {}

  /** Calls a function with a scope of float64 tensors that ends with the call. */
  public static <R> R in(Function<TensorScope, R> body) {
    try (TensorScope scope = FACTORY.open()) {
      return body.apply(scope);
    }
  }
}
