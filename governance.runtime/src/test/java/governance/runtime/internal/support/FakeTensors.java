package governance.runtime.internal.support;

import governance.api.model.Batch;
import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.engine.Encoded;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/** As much of tensors and contexts as constant penalties and explainers need. */
public final class FakeTensors {
  private FakeTensors() {}

  /** Returns a tensor of the given shape with one value. */
  public static Tensor tensor(double value, long... shape) {
    return proxy(
        Tensor.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "item" -> value;
              case "shape" -> shape;
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  static PenaltyContext context(long step) {
    return proxy(
        PenaltyContext.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "constant" -> tensor((Double) arguments[0]);
              case "step" -> step;
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  static Batch batch(List<Encoded> inputs) {
    return proxy(
        Batch.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "size" -> inputs.size();
              case "tokens" -> inputs.get((Integer) arguments[0]).tokens();
              case "words" -> inputs.get((Integer) arguments[0]).words();
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  static <T> T empty(Class<T> type) {
    return proxy(
        type,
        (self, method, arguments) -> {
          throw new UnsupportedOperationException(method.getName());
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
